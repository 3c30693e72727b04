package org.statescope.analysis.network;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Continuous-time systems in Routh–Schwarz form: A = S − diag(0, …, 0, g) with S skew and
/// tridiagonal, f₁ … f₍ₙ₋₁₎ > 0 above its diagonal, and B = √(2g) eₙ. Stable and controllable for
/// all f and g, with controllability Gramian I.
///
/// @param count the number of systems
/// @param order states of each
/// @param couplings f, count×(order − 1) or order − 1 positive numbers that all share
/// @param damping g, one positive number for each system or one that all share
/// @param output c, count×order or order numbers that all share
public record SchwarzBank(
    int count, int order, double[] couplings, double[] damping, double[] output)
    implements SystemBank {
  public SchwarzBank {
    Vectors.requireCounts(count, order);
    Vectors.require("The couplings f", couplings, count, order - 1);
    Vectors.require("The dampings g", damping, count, 1);
    Vectors.require("The entries of the output vector", output, count, order);
    requirePositive("The couplings f", couplings);
    requirePositive("The dampings g", damping);
  }

  private static void requirePositive(String name, double[] values) {
    for (double value : values) {
      if (!(value > 0)) {
        throw new IllegalArgumentException(name + " hold " + value + " but must be positive");
      }
    }
  }

  @Override
  public TimeDomain timeDomain() {
    return TimeDomain.continuous();
  }

  @Override
  public StateSpace system(int index) {
    Vectors.requireIndex(index, count);
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    int offset = Vectors.offset(couplings, index, order - 1);
    for (int i = 0; i + 1 < order; i++) {
      a.set(i, i + 1, couplings[offset + i]);
      a.set(i + 1, i, -couplings[offset + i]);
    }
    double g = damping[Vectors.offset(damping, index, 1)];
    a.set(order - 1, order - 1, -g);
    DMatrixRMaj b = new DMatrixRMaj(order, 1);
    b.set(order - 1, 0, Math.sqrt(2 * g));
    return StateSpace.strictlyProper(a, b, Vectors.row(output, index, order), timeDomain());
  }
}
