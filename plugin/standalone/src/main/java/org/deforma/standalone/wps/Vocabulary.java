package org.deforma.standalone.wps;

/** What names a request may use. */
interface Vocabulary {
    /** Identifier of the process. */
    String id();

    /** @throws WpsException when there is no such input */
    String input(String name);

    /** @throws WpsException when there is no such output */
    String output(String name);

    /** Whether ComplexData of an input is a GeoTIFF in base64. */
    boolean isRaster(String input);

    /** Those of a process. */
    static Vocabulary of(Tool tool) {
        return new Vocabulary() {
            @Override
            public String id() {
                return tool.id();
            }

            @Override
            public String input(String name) {
                return tool.input(name).key;
            }

            @Override
            public String output(String name) {
                return tool.output(name).key;
            }

            @Override
            public boolean isRaster(String input) {
                return Kind.of(tool.input(input)) == Kind.RASTER;
            }
        };
    }

    /** Any, for a request that was kept: its process may have gone, or changed; rasters were not kept. */
    static Vocabulary any(String id) {
        return new Vocabulary() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String input(String name) {
                return name;
            }

            @Override
            public String output(String name) {
                return name;
            }

            @Override
            public boolean isRaster(String input) {
                return false;
            }
        };
    }
}
