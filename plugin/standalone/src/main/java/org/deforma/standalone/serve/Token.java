package org.deforma.standalone.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret that clients show where others than this machine can reach the server. It lies in a file of the data folder that
 * only its owner may read; whoever deletes the file and restarts gets a new one.
 */
final class Token {
    private static final int LEAST = 16;

    private final byte[] secret;
    private final String cookie;

    private Token(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.cookie = HexFormat.of().formatHex(sha256(this.secret));
    }

    /**
     * The token of a data folder, made at the first time.
     *
     * @throws IllegalArgumentException for one of less than 16 characters
     * @throws IOException when the file cannot be read or written
     */
    static Token of(Path data) throws IOException {
        Path file = data.resolve("token");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Path part = Files.createTempFile(data, "token", "", ownerOnly(data));
            Files.writeString(part, made + "\n", StandardOpenOption.SYNC);
            Files.move(part, file);
        }
        String secret = Files.readString(file).strip();
        if (secret.length() < LEAST || !secret.matches("[!-~]+")) {
            throw new IllegalArgumentException(file + " must hold a word of at least " + LEAST
                    + " characters without spaces; delete it, and the next start writes a good one");
        }
        return new Token(secret);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mine)};
    }

    /** The secret itself, for whoever starts the server. */
    String secret() {
        return new String(secret, StandardCharsets.UTF_8);
    }

    /** What a browser keeps instead of the secret. */
    String cookie() {
        return cookie;
    }

    /** Whether these are the same, in a time that does not tell how much of it is. */
    boolean matches(String shown) {
        return MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for what a browser keeps. */
    boolean matchesCookie(String shown) {
        return MessageDigest.isEqual(cookie.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
