package org.statescope.analysis.network;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Systems with a complex diagonal A whose output is real, as in S4D: `h' = diag(λ) h + b u`, `y =
/// 2 Re(c h)`. Each complex state is two real ones, so the real order is twice the number of λ.
///
/// A real λ is allowed, as the first of S4D-Lin: its block is λI, two equal poles of which one
/// input reaches one direction only. So are a λ and another that is its conjugate.
///
/// @param count the number of systems
/// @param pairs complex states of each
/// @param polesReal Re λ, count×pairs or pairs numbers that all share
/// @param polesImaginary Im λ
/// @param inputReal Re b
/// @param inputImaginary Im b
/// @param outputReal Re c
/// @param outputImaginary Im c
/// @param timeDomain continuous, or discrete with its sample period
public record ComplexDiagonalBank(
    int count,
    int pairs,
    double[] polesReal,
    double[] polesImaginary,
    double[] inputReal,
    double[] inputImaginary,
    double[] outputReal,
    double[] outputImaginary,
    TimeDomain timeDomain)
    implements SystemBank {
  public ComplexDiagonalBank {
    Vectors.requireCounts(count, pairs);
    Vectors.require("The real parts of the poles", polesReal, count, pairs);
    Vectors.require("The imaginary parts of the poles", polesImaginary, count, pairs);
    Vectors.require("The real parts of the input vector", inputReal, count, pairs);
    Vectors.require("The imaginary parts of the input vector", inputImaginary, count, pairs);
    Vectors.require("The real parts of the output vector", outputReal, count, pairs);
    Vectors.require("The imaginary parts of the output vector", outputImaginary, count, pairs);
  }

  @Override
  public int order() {
    return 2 * pairs;
  }

  @Override
  public StateSpace system(int index) {
    Vectors.requireIndex(index, count);
    int n = order();
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    DMatrixRMaj c = new DMatrixRMaj(1, n);
    for (int k = 0; k < pairs; k++) {
      int i = 2 * k;
      double re = polesReal[Vectors.offset(polesReal, index, pairs) + k];
      double im = polesImaginary[Vectors.offset(polesImaginary, index, pairs) + k];
      a.set(i, i, re);
      a.set(i, i + 1, -im);
      a.set(i + 1, i, im);
      a.set(i + 1, i + 1, re);
      b.set(i, 0, inputReal[Vectors.offset(inputReal, index, pairs) + k]);
      b.set(i + 1, 0, inputImaginary[Vectors.offset(inputImaginary, index, pairs) + k]);
      c.set(0, i, 2 * outputReal[Vectors.offset(outputReal, index, pairs) + k]);
      c.set(0, i + 1, -2 * outputImaginary[Vectors.offset(outputImaginary, index, pairs) + k]);
    }
    return StateSpace.strictlyProper(a, b, c, timeDomain);
  }
}
