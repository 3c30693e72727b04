package org.statescope.analysis.network;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Systems in controllable companion form, as in SC-Mamba: B = eₙ, controllable for all
/// coefficients.
///
/// @param count the number of systems
/// @param order states of each
/// @param coefficients a₀ … a₍ₙ₋₁₎, count×order or order numbers that all share
/// @param output c, count×order or order numbers that all share
/// @param timeDomain continuous, or discrete with its sample period
public record CompanionBank(
    int count, int order, double[] coefficients, double[] output, TimeDomain timeDomain)
    implements SystemBank {
  public CompanionBank {
    Vectors.requireCounts(count, order);
    Vectors.require("The coefficients", coefficients, count, order);
    Vectors.require("The entries of the output vector", output, count, order);
  }

  @Override
  public StateSpace system(int index) {
    Vectors.requireIndex(index, count);
    int offset = Vectors.offset(coefficients, index, order);
    DMatrixRMaj b = new DMatrixRMaj(order, 1);
    b.set(order - 1, 0, 1);
    return StateSpace.strictlyProper(
        CompanionForm.controllable(Arrays.copyOfRange(coefficients, offset, offset + order)),
        b,
        Vectors.row(output, index, order),
        timeDomain);
  }
}
