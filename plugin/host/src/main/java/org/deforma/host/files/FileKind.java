package org.deforma.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a file that is no TIFF seems to be: for messages, by its first bytes and by the names beside it. */
final class FileKind {
    private static final int HEAD = 512;

    /** First bytes, one char each. */
    private static final Map<String, String> BEGINNINGS = Map.of(
            "CDF\1", "is a NetCDF file",
            "CDF\2", "is a NetCDF file",
            "CDF\5", "is a NetCDF file",
            "\u0089HDF\r\n\032\n", "is an HDF5 or NetCDF 4 file",
            "\016\003\023\001", "is an HDF4 file",
            "\0\0\0\fjP  \r\n\u0087\n", "is a JPEG 2000 file",
            "\u00ffO\u00ffQ", "is a JPEG 2000 file",
            "EHFA_HEADER_TAG", "is an ERDAS Imagine file");

    /** Endings of the file that describes one of plain numbers and lies beside it. */
    private static final Map<String, String> BESIDE = Map.of(
            ".hdr", "is a file of plain numbers with an ENVI or ESRI header",
            ".rsc", "is a ROI_PAC file",
            ".xml", "is an ISCE file");

    private FileKind() {}

    /**
     * What it seems to be, in words that go on after the file's name; empty when that cannot be told.
     *
     * @throws IOException when it cannot be read
     */
    static Optional<String> of(Path file) throws IOException {
        String head;
        try (InputStream in = Files.newInputStream(file)) {
            head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
        if (head.contains("<VRTDataset")) {
            return Optional.of("is a VRT, which puts other files together");
        }
        Optional<String> known = BEGINNINGS.entrySet().stream()
                .filter(each -> head.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return known.isPresent() ? known : beside(file);
    }

    private static Optional<String> beside(Path file) {
        String name = file.getFileName().toString();
        String stem = name.replaceFirst("\\.[^.]*$", "");
        return BESIDE.entrySet().stream()
                .filter(each -> Files.isRegularFile(file.resolveSibling(name + each.getKey()))
                        || (each.getKey().equals(".hdr") && Files.isRegularFile(file.resolveSibling(stem + ".hdr"))))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
