package org.deforma.standalone.wps;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the server is told of itself.
 *
 * @param temporary folder for what a request brings, which is removed with it
 * @param uploadBytes largest request [B], as it is advertised; enforced before requests come here
 * @param url by which clients reach the server, without {@code /wps}; empty: as the request says
 */
public record WpsSettings(Path temporary, long uploadBytes, Optional<URI> url) {}
