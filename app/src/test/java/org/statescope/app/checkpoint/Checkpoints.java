package org.statescope.app.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.statescope.analysis.checkpoint.SafetensorsWriter;

/// Small checkpoints for tests.
public final class Checkpoints {
  public static final int LAYERS = 3;
  public static final int CHANNELS = 8;
  public static final int ORDER = 4;

  private Checkpoints() {}

  /// Mamba in Hugging Face's names: A_log = log(state + 1 + layer / 10), every step bias −4.
  public static Path mamba(Path folder) throws IOException {
    return mamba(folder, LAYERS, CHANNELS, ORDER);
  }

  /// The same of other sizes.
  public static Path mamba(Path folder, int layers, int channels, int order) throws IOException {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .add("backbone.embeddings.weight", new long[] {16, 4}, new float[64]);
    for (int layer = 0; layer < layers; layer++) {
      String mixer = "backbone.layers." + layer + ".mixer.";
      float[] logarithms = new float[channels * order];
      for (int i = 0; i < logarithms.length; i++) {
        logarithms[i] = (float) Math.log(i % order + 1 + layer / 10.0);
      }
      writer
          .add(mixer + "A_log", new long[] {channels, order}, logarithms)
          .add(mixer + "x_proj.weight", new long[] {9, channels}, new float[9 * channels])
          .add(mixer + "dt_proj.bias", new long[] {channels}, filled(channels, -4));
    }
    Files.createDirectories(folder);
    writer.writeTo(folder.resolve("model.safetensors"));
    return folder;
  }

  /// A linear recurrent unit, whose poles are of discrete time.
  public static Path lru(Path file, float nu, float theta) throws IOException {
    new SafetensorsWriter()
        .add("layers.0.lru.nu_log", new long[] {2}, filled(2, nu))
        .add("layers.0.lru.theta_log", new long[] {2}, filled(2, theta))
        .writeTo(file);
    return file;
  }

  /// S4D: λ = −1/2 ± i·imaginary, Δ = 1/10, the bias of a step as its logarithm.
  public static Path s4d(Path file, float imaginary) throws IOException {
    new SafetensorsWriter()
        .add("kernel.C", new long[] {2, 1, 2}, filled(4, 1))
        .add("kernel.log_dt", new long[] {2}, filled(2, (float) Math.log(0.1)))
        .add("kernel.log_A_real", new long[] {2, 1}, filled(2, (float) Math.log(0.5)))
        .add("kernel.A_imag", new long[] {2, 1}, filled(2, imaginary))
        .writeTo(file);
    return file;
  }

  static Path withoutSteps(Path file) throws IOException {
    new SafetensorsWriter()
        .add("backbone.embeddings.weight", new long[] {16, 4}, new float[64])
        .add("backbone.layers.0.mixer.A_log", new long[] {2, 2}, new float[4])
        .add("backbone.layers.0.mixer.x_proj.weight", new long[] {5, 2}, new float[10])
        .writeTo(file);
    return file;
  }

  static Path gatedLinearAttention(Path file) throws IOException {
    new SafetensorsWriter()
        .add("model.layers.0.attn.gk_proj.0.weight", new long[] {2, 4}, new float[8])
        .add("model.layers.0.attn.gk_proj.1.weight", new long[] {4, 2}, new float[8])
        .writeTo(file);
    return file;
  }

  static Path unknown(Path file) throws IOException {
    new SafetensorsWriter().add("decoder.ssm.A_log", new long[] {2, 2}, new float[4]).writeTo(file);
    return file;
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }
}
