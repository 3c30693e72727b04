package org.statescope.training.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.response.Discretisation;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.ModelConfiguration;

/// States and their energies are those of the dense step matrices that the analysis makes of the
/// recorded A and B.
class ChannelSystemsTest {
  private static final int TOKENS = 9;
  private static final double SINGLE = 1e-5;

  @TempDir private Path folder;

  static List<ModelConfiguration> channelStructures() {
    return RandomModels.configurations().stream()
        .filter(model -> !model.structure().hasHeads())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("channelStructures")
  void energiesAreThoseOfTheDenseRecurrence(ModelConfiguration model) throws IOException {
    ModelFolder made = ModelFolder.read(RandomModels.write(folder, model));
    try (WeightFiles weights = made.openWeights()) {
      ChannelSystems systems = ChannelSystems.read(weights, "backbone.layers.1.mixer.", model);
      int channel = model.channels() - 1;
      int order = model.order();
      VectorRecorder inputs = systems.inputRecorder(TOKENS);
      VectorRecorder outputs = systems.outputRecorder(TOKENS);
      SplittableRandom random = new SplittableRandom(3);
      DMatrixRMaj h = new DMatrixRMaj(order, 1);
      DMatrixRMaj a = stateMatrix(systems, systems.systems() == 1 ? 0 : channel, order);
      for (int t = 0; t < TOKENS; t++) {
        float[] selection = new float[model.projectionWidth()];
        for (int i = 0; i < selection.length; i++) {
          selection[i] = (float) random.nextDouble(-1, 1);
        }
        double u = random.nextDouble(-1, 1);
        double step = random.nextDouble(0.05, 3);
        double y = systems.advance(channel, u, step, selection);
        systems.record(selection, inputs, outputs);
        DMatrixRMaj b = column(last(inputs, t, channel, model));
        DMatrixRMaj c = column(last(outputs, t, channel, model));
        h = advanced(model.discretisation(), a, b, step, u, h);
        assertEquals(CommonOps_DDRM.dot(c, h), y, SINGLE, "y of token " + t);
        assertEquals(CommonOps_DDRM.dot(h, h), systems.energy(channel), SINGLE, "token " + t);
      }
    }
  }

  private static double[] last(
      VectorRecorder recorder, int token, int channel, ModelConfiguration model) {
    return recorder.trace().at(token, channel, model.channels());
  }

  private static DMatrixRMaj advanced(
      org.statescope.training.run.Discretisation rule,
      DMatrixRMaj a,
      DMatrixRMaj b,
      double step,
      double u,
      DMatrixRMaj h) {
    StateSpace continuous =
        StateSpace.strictlyProper(a, b, new DMatrixRMaj(1, a.numRows), TimeDomain.continuous());
    Discretisation.Result result =
        rule == org.statescope.training.run.Discretisation.BILINEAR
            ? Discretisation.bilinear(continuous, step)
            : Discretisation.zeroOrderHold(continuous, step);
    StateSpace discrete = assertInstanceOf(Discretisation.Result.Converted.class, result).system();
    DMatrixRMaj next = new DMatrixRMaj(a.numRows, 1);
    CommonOps_DDRM.mult(discrete.a(), h, next);
    boolean euler = rule == org.statescope.training.run.Discretisation.EULER;
    CommonOps_DDRM.addEquals(next, euler ? step * u : u, euler ? b : discrete.b());
    return next;
  }

  private static DMatrixRMaj stateMatrix(ChannelSystems systems, int system, int order) {
    double[] all = systems.stateMatrices();
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    if (all.length == systems.systems() * order) {
      for (int n = 0; n < order; n++) {
        a.set(n, n, all[system * order + n]);
      }
    } else {
      System.arraycopy(all, system * a.data.length, a.data, 0, a.data.length);
    }
    return a;
  }

  private static DMatrixRMaj column(double[] values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }
}
