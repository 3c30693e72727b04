package org.statescope.app.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Puts the mean B and the mean C that a run measured over its validation text in the place of the
/// ones that stand for them in a checkpoint.
///
/// A transposed form has its open end at the input; written in the other form, which has the same
/// transfer function, that end is at the output. A head's state counts as one, with the gain C B.
final class MeasuredEnds {
  private MeasuredEnds() {}

  /// The network with measured ends; layers that do not fit the snapshot stay as they are.
  static SsmNetwork into(SsmNetwork network, DynamicsSnapshot snapshot) {
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      SsmNetwork.Layer layer = network.layers().get(i);
      layers.add(
          i < snapshot.layers().size()
              ? new SsmNetwork.Layer(
                  layer.name(),
                  measured(layer.channels(), snapshot.layers().get(i), snapshot.structure()))
              : layer);
    }
    return new SsmNetwork(network.name(), layers);
  }

  private static SystemBank measured(SystemBank bank, LayerDynamics layer, SsmStructure structure) {
    double[] input = layer.meanInputVector();
    double[] output = layer.meanOutputVector();
    double[] open = isTransposed(structure) ? input : output;
    return switch (bank) {
      case DiagonalBank diagonal when layer.order() == diagonal.order() ->
          new DiagonalBank(
              diagonal.count(),
              diagonal.order(),
              diagonal.poles(),
              input,
              output,
              diagonal.timeDomain());
      case ScalarBank heads when heads.order() == 1 ->
          new ScalarBank(
              heads.count(),
              1,
              heads.poles(),
              heads.input(),
              new double[] {product(input, output)},
              heads.timeDomain());
      case CompanionBank companion when layer.order() == companion.order() ->
          new CompanionBank(
              companion.count(),
              companion.order(),
              companion.coefficients(),
              open,
              companion.timeDomain());
      case SchwarzBank schwarz when layer.order() == schwarz.order() ->
          new SchwarzBank(
              schwarz.count(), schwarz.order(), schwarz.couplings(), schwarz.damping(), open);
      default -> bank;
    };
  }

  private static boolean isTransposed(SsmStructure structure) {
    return switch (structure) {
      case SO_MAMBA, ROUTH_SCHWARZ_DUAL -> true;
      case MAMBA, MAMBA2, SC_MAMBA, ROUTH_SCHWARZ -> false;
    };
  }

  private static double product(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < Math.min(first.length, second.length); i++) {
      sum += first[i] * second[i];
    }
    return sum;
  }

  /// The median step of each system; of those of all channels where they share one.
  static List<double[]> steps(DynamicsSnapshot snapshot) {
    List<double[]> steps = new ArrayList<>();
    for (LayerDynamics layer : snapshot.layers()) {
      double[] medians = new double[layer.channels()];
      Arrays.setAll(medians, layer::medianStepSize);
      if (layer.systems() != layer.channels()) {
        Arrays.sort(medians);
        medians = new double[] {medians[medians.length / 2]};
      }
      steps.add(medians);
    }
    return steps;
  }
}
