package org.statescope.analysis.lti;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// Companion matrices of the monic polynomial p(s) = sⁿ + a₍ₙ₋₁₎ sⁿ⁻¹ + … + a₁ s + a₀.
///
/// Coefficients are listed from a₀ to a₍ₙ₋₁₎; the leading 1 is not listed.
public final class CompanionForm {
  private CompanionForm() {}

  /// The controllable companion matrix: ones above the diagonal, last row −a₀ … −a₍ₙ₋₁₎.
  ///
  /// - Shapes: n coefficients, n×n matrix. With B = eₙ the pair is controllable for every a.
  /// - Edge cases: no coefficient, or one that is NaN or infinite, is refused.
  /// - Cost: n² stores.
  public static DMatrixRMaj controllable(double[] coefficients) {
    requireCoefficients(coefficients);
    int n = coefficients.length;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i + 1 < n; i++) {
      a.set(i, i + 1, 1);
    }
    for (int j = 0; j < n; j++) {
      a.set(n - 1, j, -coefficients[j]);
    }
    return a;
  }

  /// The observable companion matrix, the transpose of the controllable one: ones below the
  /// diagonal, last column −a₀ … −a₍ₙ₋₁₎. With C = eₙᵀ the pair is observable for every a.
  public static DMatrixRMaj observable(double[] coefficients) {
    requireCoefficients(coefficients);
    int n = coefficients.length;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i + 1 < n; i++) {
      a.set(i + 1, i, 1);
    }
    for (int i = 0; i < n; i++) {
      a.set(i, n - 1, -coefficients[i]);
    }
    return a;
  }

  /// The roots of p, as eigenvalues of its balanced companion matrix.
  ///
  /// - Shapes: n coefficients, n roots, sorted by real and then by imaginary part.
  /// - Tolerance: backward stable for the balanced matrix, so a root of multiplicity k is known to
  ///   about the k-th root of the rounding error and no better.
  /// - Algorithm: Edelman, Murakami, Polynomial roots from companion matrix eigenvalues,
  ///   doi:10.1090/S0025-5718-1995-1262279-2.
  /// - Cost: about 10 n³ operations.
  public static List<Complex> poles(double[] coefficients) {
    return Poles.of(controllable(coefficients));
  }

  /// The coefficients a₀ … a₍ₙ₋₁₎ of the real monic polynomial with these roots.
  ///
  /// - Formula: p(s) = ∏ (s − λᵢ), conjugate pairs multiplied as s² − 2 Re λ s + |λ|².
  /// - Edge cases: an empty list, or a complex root without its exact conjugate, is refused.
  /// - Tolerance: coefficients are sums of products of roots; those that cancel lose relative
  ///   accuracy.
  /// - Cost: n² operations.
  public static double[] coefficients(List<Complex> poles) {
    if (poles.isEmpty()) {
      throw new IllegalArgumentException(
          "The list of poles is empty but a polynomial needs a root");
    }
    List<Complex> waiting = new ArrayList<>();
    double[] p = {1};
    for (Complex pole : poles) {
      if (!pole.isFinite()) {
        throw new IllegalArgumentException("The pole " + pole + " is not finite");
      }
      if (pole.isReal()) {
        p = times(p, new double[] {-pole.real(), 1});
      } else if (waiting.remove(pole.conjugate())) {
        double squaredModulus = pole.real() * pole.real() + pole.imaginary() * pole.imaginary();
        p = times(p, new double[] {squaredModulus, -2 * pole.real(), 1});
      } else {
        waiting.add(pole);
      }
    }
    if (!waiting.isEmpty()) {
      throw new IllegalArgumentException(
          "The pole " + waiting.getFirst() + " is listed without its conjugate");
    }
    double[] coefficients = new double[poles.size()];
    System.arraycopy(p, 0, coefficients, 0, coefficients.length);
    return coefficients;
  }

  private static double[] times(double[] p, double[] q) {
    double[] product = new double[p.length + q.length - 1];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < q.length; j++) {
        product[i + j] += p[i] * q[j];
      }
    }
    return product;
  }

  private static void requireCoefficients(double[] coefficients) {
    if (coefficients.length == 0) {
      throw new IllegalArgumentException(
          "The list of coefficients is empty but a companion matrix needs at least one");
    }
    for (int i = 0; i < coefficients.length; i++) {
      if (!Double.isFinite(coefficients[i])) {
        throw new IllegalArgumentException(
            "The coefficient a" + i + " is " + coefficients[i] + " but must be finite");
      }
    }
  }
}
