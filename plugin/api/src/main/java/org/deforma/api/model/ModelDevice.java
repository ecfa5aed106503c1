package org.deforma.api.model;

/**
 * Something that networks can run on.
 *
 * @param name {@code cpu}, or {@code gpu:n}
 * @param description what it is, for people
 * @param available whether it can be used now
 * @param note why not, or what is used of it
 */
public record ModelDevice(String name, String description, boolean available, String note) {}
