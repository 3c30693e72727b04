package org.statescope.app.poles;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.structure.HautusTest;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.LayerDynamics;

/// How well the input reaches a pole's mode and the output shows it: the Hautus test on the frozen
/// triple (A, mean B, mean C) of the pole's system. Computed on demand, in the background.
public sealed interface PoleReach {

  /// The test was made.
  ///
  /// @param controllability at the pole
  /// @param controllabilityNorm what the controllability value is to be read against
  /// @param observability at the pole
  /// @param observabilityNorm what the observability value is to be read against
  /// @param rebuilt whether A is a canonical form rebuilt from the poles
  record Known(
      HautusTest.Entry controllability,
      double controllabilityNorm,
      HautusTest.Entry observability,
      double observabilityNorm,
      boolean rebuilt)
      implements PoleReach {}

  /// The test could not be made, in a sentence.
  record Unknown(String reason) implements PoleReach {}

  Logger LOG = LoggerFactory.getLogger(PoleReach.class);

  /// @param frame the snapshot
  /// @param pole index of the pole in its layout
  static PoleReach of(PoleFrame frame, int pole) {
    LayerDynamics layer = frame.layer(frame.layout().layerOf(pole));
    int system = frame.layout().systemOf(pole);
    SsmStructure structure = frame.snapshot().structure();
    try {
      DMatrixRMaj a = FrozenStateMatrix.of(structure, layer, system);
      DMatrixRMaj b = new DMatrixRMaj(layer.order(), 1, true, layer.meanInputVector());
      DMatrixRMaj c = new DMatrixRMaj(1, layer.order(), true, layer.meanOutputVector());
      List<Complex> point = List.of(new Complex(frame.sReal()[pole], frame.sImaginary()[pole]));
      HautusTest reach = HautusTest.controllability(a, b, point);
      HautusTest show = HautusTest.observability(a, c, point);
      return new Known(
          reach.entries().getFirst(),
          reach.norm(),
          show.entries().getFirst(),
          show.norm(),
          structure.isCanonical());
    } catch (IllegalArgumentException | ArithmeticException e) {
      LOG.warn("The Hautus test of pole {} failed", pole, e);
      return new Unknown(String.valueOf(e.getMessage()));
    }
  }
}
