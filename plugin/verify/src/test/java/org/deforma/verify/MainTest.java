package org.deforma.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @ParameterizedTest
    @CsvSource({
        "''",
        "localhost:8080",
        "ftp://localhost/geoserver",
        "http://127.0.0.1:9/geoserver admin",
        "http://127.0.0.1:9/geoserver admin secret --data /no/such/folder",
        "http://127.0.0.1:9/geoserver admin secret --only nothing",
        "http://127.0.0.1:9/geoserver admin secret one more",
        "http://127.0.0.1:9/geoserver"
    })
    void wrongWordsGiveTwo(String words) {
        String[] split = words.isEmpty() ? new String[0] : words.split(" ");
        assertEquals(2, Main.execute(split));
    }
}
