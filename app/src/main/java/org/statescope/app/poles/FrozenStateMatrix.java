package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.response.Realisation;
import org.statescope.analysis.response.SchwarzRealisation;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.LayerDynamics;

/// The state matrix of a system of a snapshot, in the coordinates of its structure: those in which
/// the snapshot's B and C are given.
public final class FrozenStateMatrix {
  private FrozenStateMatrix() {}

  /// @throws IllegalArgumentException in a sentence where the poles have no such form
  public static DMatrixRMaj of(SsmStructure structure, LayerDynamics layer, int system) {
    return switch (structure) {
      case MAMBA, MAMBA2 -> diagonal(layer, system);
      case SC_MAMBA -> companion(layer, system);
      case SO_MAMBA -> transposed(companion(layer, system));
      case ROUTH_SCHWARZ -> schwarz(layer, system);
      case ROUTH_SCHWARZ_DUAL -> transposed(schwarz(layer, system));
    };
  }

  /// The system (A, mean B, mean C) of a snapshot.
  ///
  /// @throws IllegalArgumentException in a sentence where it cannot be rebuilt from its poles
  public static StateSpace system(SsmStructure structure, LayerDynamics layer, int system) {
    return StateSpace.strictlyProper(
        of(structure, layer, system),
        new DMatrixRMaj(layer.order(), 1, true, layer.meanInputVector()),
        new DMatrixRMaj(1, layer.order(), true, layer.meanOutputVector()),
        TimeDomain.continuous());
  }

  private static DMatrixRMaj diagonal(LayerDynamics layer, int system) {
    DMatrixRMaj a = new DMatrixRMaj(layer.order(), layer.order());
    for (int i = 0; i < layer.order(); i++) {
      a.set(i, i, layer.poleReal(system, i));
    }
    return a;
  }

  private static DMatrixRMaj companion(LayerDynamics layer, int system) {
    List<Complex> poles = new ArrayList<>();
    for (int i = 0; i < layer.order(); i++) {
      poles.add(new Complex(layer.poleReal(system, i), layer.poleImaginary(system, i)));
    }
    return CompanionForm.controllable(CompanionForm.coefficients(poles));
  }

  /// Poles decide a Schwarz form: it is the one of their companion pair.
  private static DMatrixRMaj schwarz(LayerDynamics layer, int system) {
    DMatrixRMaj a = companion(layer, system);
    DMatrixRMaj end = new DMatrixRMaj(layer.order(), 1);
    end.set(layer.order() - 1, 0, 1);
    StateSpace pair = StateSpace.strictlyProper(a, end, transposed(end), TimeDomain.continuous());
    return switch (SchwarzRealisation.of(pair)) {
      case Realisation.Realised realised -> realised.system().a();
      case Realisation.Impossible(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  private static DMatrixRMaj transposed(DMatrixRMaj a) {
    return CommonOps_DDRM.transpose(a, null);
  }
}
