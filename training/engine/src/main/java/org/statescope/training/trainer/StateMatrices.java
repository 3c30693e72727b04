package org.statescope.training.trainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.training.model.StateMatrix;

/// The state matrices of a layer, written out.
final class StateMatrices {
  private StateMatrices() {}

  /// One dense matrix per system of the layer.
  static List<DMatrixRMaj> of(StateMatrix layer, int order) {
    int systems = parameters(layer).length / order;
    List<DMatrixRMaj> matrices = new ArrayList<>(systems);
    for (int system = 0; system < systems; system++) {
      matrices.add(of(layer, order, system));
    }
    return matrices;
  }

  /// The matrix of one system.
  static DMatrixRMaj of(StateMatrix layer, int order, int system) {
    double[] own = Arrays.copyOfRange(parameters(layer), system * order, (system + 1) * order);
    return switch (layer) {
      case StateMatrix.Diagonal _, StateMatrix.Scalars _ -> CommonOps_DDRM.diag(own);
      case StateMatrix.Companion companion ->
          turned(CompanionForm.controllable(own), companion.transposed());
      case StateMatrix.Schwarz schwarz -> turned(schwarz(own), schwarz.transposed());
    };
  }

  /// The numbers that define the layer's matrices, `order` for each system.
  static double[] parameters(StateMatrix layer) {
    return switch (layer) {
      case StateMatrix.Diagonal diagonal -> diagonal.poles();
      case StateMatrix.Scalars scalars -> scalars.rates();
      case StateMatrix.Companion companion -> companion.coefficients();
      case StateMatrix.Schwarz schwarz -> schwarz.parameters();
    };
  }

  private static DMatrixRMaj schwarz(double[] parameters) {
    int order = parameters.length;
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    for (int i = 0; i < order - 1; i++) {
      a.set(i, i + 1, parameters[i]);
      a.set(i + 1, i, -parameters[i]);
    }
    a.set(order - 1, order - 1, -parameters[order - 1]);
    return a;
  }

  private static DMatrixRMaj turned(DMatrixRMaj a, boolean transposed) {
    return transposed ? CommonOps_DDRM.transpose(a, null) : a;
  }
}
