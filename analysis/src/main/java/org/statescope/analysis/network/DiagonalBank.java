package org.statescope.analysis.network;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Systems with a real diagonal A, as in Mamba: `h' = diag(λ) h + b u, y = c h`.
///
/// @param count the number of systems
/// @param order states of each
/// @param poles λ, count×order, row-major
/// @param input b, count×order or order numbers that all share
/// @param output c, count×order or order numbers that all share
/// @param timeDomain continuous, or discrete with its sample period
public record DiagonalBank(
    int count, int order, double[] poles, double[] input, double[] output, TimeDomain timeDomain)
    implements SystemBank {
  public DiagonalBank {
    Vectors.requireCounts(count, order);
    Vectors.require("The poles", poles, count, order);
    Vectors.require("The entries of the input vector", input, count, order);
    Vectors.require("The entries of the output vector", output, count, order);
  }

  @Override
  public StateSpace system(int index) {
    Vectors.requireIndex(index, count);
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    int offset = Vectors.offset(poles, index, order);
    for (int i = 0; i < order; i++) {
      a.set(i, i, poles[offset + i]);
    }
    return StateSpace.strictlyProper(
        a, Vectors.column(input, index, order), Vectors.row(output, index, order), timeDomain);
  }
}
