package org.deforma.inference.engine;

import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deforma.api.model.ModelDevice;

/** What networks can run on here: processors always, GPUs where ONNX Runtime, CUDA and a device are there. */
public final class Devices {
    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

    private Devices() {}

    /**
     * What a network runs on.
     *
     * @param name {@code cpu}, or {@code gpu:n}
     * @param reason why, one sentence
     */
    public record Choice(String name, String reason) {
        /** Whether it is a GPU. */
        public boolean isGpu() {
            return name.startsWith("gpu:");
        }

        /** Number of the GPU. */
        int gpu() {
            return Integer.parseInt(name.substring("gpu:".length()));
        }
    }

    /** GPUs that can be used, or else why there is none. */
    private record Gpus(int count, String missing) {}

    /**
     * All devices, the best first. {@code cpu} is always among them; where no GPU can be used, an entry {@code gpu} says why.
     *
     * @throws org.deforma.api.DeformaException when the engine cannot be started
     */
    public static List<ModelDevice> list() {
        Gpus gpus = gpus();
        List<ModelDevice> devices = new ArrayList<>();
        for (int i = 0; i < gpus.count(); i++) {
            devices.add(new ModelDevice("gpu:" + i, "NVIDIA GPU " + i + " through CUDA", true, version()));
        }
        int processors = Runtime.getRuntime().availableProcessors();
        devices.add(new ModelDevice(
                "cpu",
                System.getProperty("os.arch") + ", " + processors + (processors == 1 ? " processor" : " processors"),
                true,
                version()));
        if (gpus.count() == 0) {
            devices.add(new ModelDevice("gpu", "NVIDIA GPU through CUDA", false, gpus.missing()));
        }
        return devices;
    }

    /**
     * Turns a user's word into a device.
     *
     * @param word {@code auto}: the first GPU, or else the processors; {@code cpu}; {@code gpu}: the first; {@code gpu:n}
     * @throws IllegalArgumentException for another word, or a GPU that is not there
     * @throws org.deforma.api.DeformaException when the engine cannot be started
     */
    public static Choice choose(String word) {
        if (word.equals("cpu")) {
            return new Choice("cpu", "asked for");
        }
        Matcher gpu = GPU.matcher(word);
        if (!word.equals("auto") && !gpu.matches()) {
            throw new IllegalArgumentException(
                    "device must be auto, cpu, gpu or gpu:n with the number of a GPU from 0, was '" + word + "'");
        }
        Gpus gpus = gpus();
        if (word.equals("auto")) {
            return gpus.count() > 0
                    ? new Choice("gpu:0", "the first GPU that CUDA finds")
                    : new Choice("cpu", gpus.missing());
        }
        if (gpus.count() == 0) {
            throw new IllegalArgumentException(
                    "device is " + word + ", but no GPU can be used: " + gpus.missing() + "; use auto or cpu");
        }
        int index = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
        if (index >= gpus.count()) {
            throw new IllegalArgumentException("device is " + word + ", but there "
                    + (gpus.count() == 1 ? "is only gpu:0" : "are only gpu:0..gpu:" + (gpus.count() - 1))
                    + "; use one of these, auto or cpu");
        }
        return new Choice("gpu:" + index, "asked for");
    }

    /** Whether this build of ONNX Runtime can use CUDA; its libraries must have been loaded. */
    static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    private static String version() {
        return "ONNX Runtime " + OnnxEngine.get().getVersion();
    }

    private static Gpus gpus() {
        Engine engine = OnnxEngine.get();
        if (!hasCuda()) {
            return new Gpus(0, "no CUDA in this build of ONNX Runtime " + engine.getVersion());
        }
        // The provider's own libraries may be missing (cuDNN, cuBLAS): only loading it tells.
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.addCUDA();
        } catch (OrtException e) {
            // Which library is missing stands at the end of a long sentence about ONNX Runtime's own sources.
            return new Gpus(
                    0, "ONNX Runtime cannot load CUDA: " + OnnxEngine.reason(e).replaceFirst(".* with error: ", ""));
        }
        int count = CudaUtils.getGpuCount();
        return new Gpus(count, count > 0 ? "" : "CUDA finds no GPU");
    }
}
