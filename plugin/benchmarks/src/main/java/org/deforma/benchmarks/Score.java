package org.deforma.benchmarks;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.deforma.displacement.correlation.CellGrid;
import org.deforma.standalone.files.RasterMap;
import org.deforma.synthetic.DisplacementField;

/**
 * Compares what was measured with the truth and prints a JSON object. Windows whose centre is nearer than
 * {@value #EDGE} px to the edge of the image are left out.
 */
final class Score {
    private static final double EDGE = 80;
    private static final double WRONG = 1;

    private final CellGrid grid;
    private final DisplacementField truth;

    private Score(CellGrid grid, DisplacementField truth) {
        this.grid = grid;
        this.truth = truth;
    }

    /**
     * Arguments: scenario, size [px], window [px], step [px], file. The file is a map of Deforma (.tif), or float32
     * in little endian: dx of all windows, then dy [px], NaN where there is none.
     */
    public static void main(String[] args) throws IOException {
        int size = Integer.parseInt(args[1]);
        CellGrid grid = new CellGrid(size, size, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        Score score = new Score(grid, Scenario.named(args[0]).field());
        System.out.println(args[4].endsWith(".tif") ? score.map(Path.of(args[4])) : score.raw(Path.of(args[4])));
    }

    private JsonObject map(Path file) {
        RasterMap map = RasterMap.read(file);
        if (map.columns() != grid.columns() || map.rows() != grid.rows()) {
            throw new IllegalArgumentException(file + " has other windows than were asked for");
        }
        float toPixels = (float) (1 / MakePair.METRES);
        return compare(
                scaled(map.bands().get(0), toPixels),
                scaled(map.bands().get(1), -toPixels),
                scaled(map.bands().get(3), toPixels));
    }

    private JsonObject raw(Path file) throws IOException {
        FloatBuffer values = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] dx = new float[grid.columns() * grid.rows()];
        float[] dy = new float[dx.length];
        values.get(dx).get(dy);
        return compare(dx, dy, null);
    }

    private static float[] scaled(float[] values, float factor) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] * factor;
        }
        return result;
    }

    private JsonObject compare(float[] dx, float[] dy, float[] sigma) {
        int windows = 0;
        int measured = 0;
        int wrong = 0;
        double squares = 0;
        double[] perSigma = new double[2 * dx.length];
        for (int i = 0; i < dx.length; i++) {
            double x = grid.centre(i % grid.columns());
            double y = grid.centre(i / grid.columns());
            if (Math.min(x, y) < EDGE || x > grid.width() - EDGE || y > grid.height() - EDGE) {
                continue;
            }
            windows++;
            if (Float.isNaN(dx[i])) {
                continue;
            }
            DisplacementField.Vector d = truth.at(x, y);
            double ex = dx[i] - d.dx();
            double ey = dy[i] - d.dy();
            squares += ex * ex + ey * ey;
            wrong += Math.max(Math.abs(ex), Math.abs(ey)) > WRONG ? 1 : 0;
            if (sigma != null) {
                perSigma[2 * measured] = Math.abs(ex) / sigma[i];
                perSigma[2 * measured + 1] = Math.abs(ey) / sigma[i];
            }
            measured++;
        }
        JsonObject score = new JsonObject();
        score.addProperty("rmse", Math.sqrt(squares / (2.0 * measured)));
        score.addProperty("valid", (double) measured / windows);
        score.addProperty("wrong", (double) wrong / windows);
        if (sigma != null) {
            Arrays.sort(perSigma, 0, 2 * measured);
            score.addProperty("errorPerSigma", 1.4826 * perSigma[measured]);
        }
        return score;
    }
}
