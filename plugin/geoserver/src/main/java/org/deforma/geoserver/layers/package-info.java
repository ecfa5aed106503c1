/**
 * Results as layers of GeoServer: publishing, replacing, listing, renaming and removing, and undoing what a step that fails
 * leaves.
 *
 * <p>Belongs here: everything that changes GeoServer's catalogue or its data directory for a layer, always with the
 * rights of whoever runs the tool. Does not belong here: tools, and the start of the plugin.
 *
 * <p><b>What is relied upon of GeoServer</b>, none of it at compile time. Compared in the sources of 2.26.2, 2.27.6 and
 * 3.1-SNAPSHOT of August 2026, where all of it is the same; run in 2.26.2.
 *
 * <ul>
 *   <li>Beans: {@code catalog} (what the caller sees; with its factory and resource pool), {@code rawCatalog} (all there
 *       is; used to see that a name is taken, and to undo what this run did), {@code secureCatalog} (for its resource
 *       access manager), {@code resourceLoader}, {@code geoServer} (settings), {@code gwcFacade} (tile caches; may be
 *       missing).
 *   <li>{@code SecurityContextHolder} of Spring Security for the caller: {@code gs:Import} asks it too, and GeoServer
 *       hands it to the threads of processes.
 *   <li>{@code GeoServerProcessors.createProcessFactory(name, true)}, which gives {@code gs:Import} only to those who may
 *       run it; GeoTools' own {@code Processors} gives it to everybody.
 *   <li>{@code gs:Import} itself: refuses whoever may not administer the workspace; writes
 *       {@code data/<workspace>/<store>/<store><number>.tif}; leaves that file, and perhaps the store and the coverage,
 *       when it fails; for a store that is there already it keeps the old file and does not save the style, which is why
 *       each import gets a store of its own.
 *   <li>{@code Dispatcher.REQUEST}, the request that a thread works for, handed to the threads of processes too. GeoServer
 *       offers processes to styles and filters as functions, run with the rights of whoever looks at the map, so only
 *       requests to WPS may change anything.
 *   <li>GeoServer renames a style's file with the style, and access rules and tile caches with a layer; with a layer that is
 *       removed its access rules are forgotten, which is why a removal is never taken back.
 *   <li>The catalogue's {@code add}, {@code save} and {@code remove} ask nobody for rights, so they are called only for
 *       those who may administer the workspace. Removing a style keeps a copy of its file, unless the file was deleted
 *       before.
 * </ul>
 */
package org.deforma.geoserver.layers;
