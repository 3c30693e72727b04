package org.statescope.app.tokens;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.trace.LayerTrace;
import org.statescope.training.run.trace.TokenTraceWriter;
import org.statescope.training.run.trace.TracedText;
import org.statescope.training.run.trace.VectorTrace;

/// Traces of a made-up model with two layers: companion matrices under the bilinear rule.
final class SampleTrace {
  static final int CHANNELS = 3;
  static final int ORDER = 2;

  private SampleTrace() {}

  /// (s + 0.5)(s + 1), or (s − 3)(s + 1): poles that double the state at every step of 1 or more.
  private static double[] companion(boolean stable) {
    return stable ? new double[] {0, 1, -0.5, -1.5} : new double[] {0, 1, 3, 2};
  }

  static LayerTrace layer(int tokens, boolean stable, boolean constant) {
    SplittableRandom random = new SplittableRandom(7);
    float[] steps = new float[tokens * CHANNELS];
    float[] energies = new float[tokens * CHANNELS];
    float[] output = new float[tokens * ORDER];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = constant ? 0.3f : (float) Math.exp(random.nextDouble(-3, 0.5));
      energies[i] = (float) Math.exp(random.nextDouble(-4, 4));
    }
    for (int i = 0; i < output.length; i++) {
      output[i] = (float) (constant ? 1 : random.nextDouble(-1, 1));
    }
    return new LayerTrace(
        ORDER,
        CHANNELS,
        companion(stable),
        1,
        steps,
        energies,
        new VectorTrace(new float[] {0, 1}, 1, 1, ORDER),
        new VectorTrace(output, tokens, 1, ORDER));
  }

  static Path write(Path file, String text, LayerTrace... layers) throws IOException {
    long[] tokens = text.chars().asLongStream().toArray();
    long[] characters = new long[tokens.length];
    Arrays.fill(characters, 1);
    SplittableRandom random = new SplittableRandom(9);
    double[] nats = random.doubles(tokens.length - 1L, 0, 5).toArray();
    TokenTraceWriter writer =
        new TokenTraceWriter(
            "a model",
            SsmStructure.SC_MAMBA,
            Discretisation.BILINEAR,
            new TracedText(text, tokens, characters, nats));
    for (LayerTrace layer : layers) {
      writer.add(layer);
    }
    writer.writeTo(file);
    return file;
  }
}
