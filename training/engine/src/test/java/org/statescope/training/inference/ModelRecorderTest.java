package org.statescope.training.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.model.LanguageModel;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.StateMatrix;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.trace.LayerTrace;

/// The record of a text says what the whole-sequence model observes of the same text.
class ModelRecorderTest {
  private static final int LENGTH = 23;
  private static final double SINGLE = 2e-5;

  @TempDir private Path folder;

  static List<ModelConfiguration> everyStructure() {
    return RandomModels.configurations();
  }

  @ParameterizedTest
  @MethodSource("everyStructure")
  void agreesWithWhatTheTrainerObserves(ModelConfiguration model) throws IOException {
    try (CpuBackend backend = CpuBackend.create(1)) {
      LanguageModel whole = RandomModels.make(backend, model, LENGTH, 0);
      RandomModels.write(folder, model, RandomModels.weights(whole));
      int[] tokens = whole.tokens().inputs();
      SplittableRandom random = new SplittableRandom(5);
      Arrays.setAll(tokens, i -> random.nextInt(model.vocabularySize()));
      whole.forward();
      RecurrentModel recurrent = RecurrentModel.load(ModelFolder.read(folder));
      ModelRecorder recorder = recurrent.recorder(LENGTH);
      for (int token : tokens) {
        recurrent.next(token);
        recorder.record();
      }
      List<LayerObservation> observed = whole.observe();
      List<LayerTrace> traced = recorder.layers();
      assertEquals(observed.size(), traced.size());
      for (int layer = 0; layer < observed.size(); layer++) {
        compare(observed.get(layer), traced.get(layer));
      }
    }
  }

  private static void compare(LayerObservation observed, LayerTrace traced) {
    assertEquals(LENGTH, traced.tokens());
    float[] steps = observed.stepSizes();
    assertEquals(steps.length, traced.steps().length);
    for (int i = 0; i < steps.length; i++) {
      assertEquals(steps[i], traced.steps()[i], SINGLE * (1 + steps[i]), "step " + i);
    }
    if (observed.stateMatrix() instanceof StateMatrix.Scalars) {
      compareHeads(observed, traced);
    } else {
      assertArrayEquals(
          observed.meanInputVector(), meanOverChannels(traced, LayerTrace::input), SINGLE);
      assertArrayEquals(
          observed.meanOutputVector(), meanOverChannels(traced, LayerTrace::output), SINGLE);
    }
    double[] expected = stateMatrix(observed.stateMatrix(), traced.order());
    assertArrayEquals(expected, traced.stateMatrix(0), SINGLE);
  }

  private interface Vectors {
    double[] at(LayerTrace trace, int token, int channel);
  }

  /// Over the tokens, for one channel.
  private static double[] mean(LayerTrace traced, int channel, Vectors vectors) {
    double[] sum = new double[traced.order()];
    for (int t = 0; t < LENGTH; t++) {
      double[] vector = vectors.at(traced, t, channel);
      for (int n = 0; n < sum.length; n++) {
        sum[n] += vector[n] / LENGTH;
      }
    }
    return sum;
  }

  private static double[] meanOverChannels(LayerTrace traced, Vectors vectors) {
    double[] sum = new double[traced.order()];
    for (int channel = 0; channel < traced.channels(); channel++) {
      double[] own = mean(traced, channel, vectors);
      for (int n = 0; n < sum.length; n++) {
        sum[n] += own[n] / traced.channels();
      }
    }
    return sum;
  }

  /// A head is observed as one scalar system: |B| and C·B/|B| of its means, over the groups.
  private static void compareHeads(LayerObservation observed, LayerTrace traced) {
    double input = 0;
    double output = 0;
    for (int channel = 0; channel < traced.channels(); channel++) {
      double[] b = mean(traced, channel, LayerTrace::input);
      double[] c = mean(traced, channel, LayerTrace::output);
      double square = 0;
      double product = 0;
      for (int n = 0; n < b.length; n++) {
        square += b[n] * b[n];
        product += b[n] * c[n];
      }
      input += Math.sqrt(square) / traced.channels();
      output += product / Math.sqrt(square) / traced.channels();
    }
    assertArrayEquals(observed.meanInputVector(), new double[] {input}, SINGLE);
    assertArrayEquals(observed.meanOutputVector(), new double[] {output}, SINGLE);
  }

  /// The first system's A, row-major, from the parameters that define it.
  private static double[] stateMatrix(StateMatrix layer, int order) {
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    for (int i = 0; i < order; i++) {
      switch (layer) {
        case StateMatrix.Diagonal(double[] poles) -> a.set(i, i, poles[i]);
        case StateMatrix.Scalars(double[] rates) -> a.set(i, i, rates[0]);
        case StateMatrix.Companion companion -> {
          a.set(order - 1, i, -companion.coefficients()[i]);
          if (i > 0) {
            a.set(i - 1, i, 1);
          }
        }
        case StateMatrix.Schwarz schwarz -> {
          if (i < order - 1) {
            a.set(i, i + 1, schwarz.parameters()[i]);
            a.set(i + 1, i, -schwarz.parameters()[i]);
          } else {
            a.set(i, i, -schwarz.parameters()[i]);
          }
        }
      }
    }
    boolean transposed =
        switch (layer) {
          case StateMatrix.Companion companion -> companion.transposed();
          case StateMatrix.Schwarz schwarz -> schwarz.transposed();
          default -> false;
        };
    return (transposed ? CommonOps_DDRM.transpose(a, null) : a).data;
  }
}
