package org.statescope.analysis.network;

import java.util.Arrays;

/// The kernel factor in complex numbers: the poles are eliminated one by one, each when it is the
/// largest that is left, which a pair beside the real axis needs.
///
/// With gᵢ = wᵢ ∏ₗ Gᵢₗ/Sᵢₗ over the pivots so far, the next column is gᵢ √Sₖₖ / Sᵢₖ, up to a factor
/// of modulus one. The product is written as the real matrix [Re −Im; Im Re] of twice the order,
/// every singular value of which counts twice.
///
/// Demmel, Accurate singular value decompositions of structured matrices,
/// doi:10.1137/S0895479897328716.
final class NodeFactor implements KernelFactor {
  private final int n;
  private final double[] re;
  private final double[] im;
  private final double[] gRe;
  private final double[] gIm;
  private final boolean[] done;

  NodeFactor(int pairs) {
    n = 2 * pairs;
    re = new double[n * n];
    im = new double[n * n];
    gRe = new double[n];
    gIm = new double[n];
    done = new boolean[n];
  }

  @Override
  public void compute(ConjugateNodes nodes, double[] weight) {
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    Arrays.fill(gIm, 0);
    Arrays.fill(done, false);
    for (int i = 0; i < n; i++) {
      gRe[i] = weight[i / 2];
    }
    for (int column = 0; column < n; column++) {
      int pivot = pivot(nodes);
      double root = Math.sqrt(nodes.sumReal[pivot * n + pivot]);
      for (int i = 0; i < n; i++) {
        if (!done[i]) {
          eliminate(nodes, i, pivot, column, root);
        }
      }
      done[pivot] = true;
    }
  }

  private int pivot(ConjugateNodes nodes) {
    int best = 0;
    double largest = -1;
    for (int i = 0; i < n; i++) {
      double diagonal = (gRe[i] * gRe[i] + gIm[i] * gIm[i]) / nodes.sumReal[i * n + i];
      if (!done[i] && diagonal > largest) {
        largest = diagonal;
        best = i;
      }
    }
    return best;
  }

  private void eliminate(ConjugateNodes nodes, int i, int pivot, int column, double root) {
    int at = i * n + pivot;
    double x = nodes.sumReal[at];
    double y = nodes.sumImaginary[at];
    double squared = x * x + y * y;
    double quotientRe = (gRe[i] * x + gIm[i] * y) / squared;
    double quotientIm = (gIm[i] * x - gRe[i] * y) / squared;
    re[i * n + column] = quotientRe * root;
    im[i * n + column] = quotientIm * root;
    double gapRe = nodes.gapReal[at];
    double gapIm = nodes.gapImaginary[at];
    gRe[i] = quotientRe * gapRe - quotientIm * gapIm;
    gIm[i] = quotientRe * gapIm + quotientIm * gapRe;
  }

  @Override
  public void product(
      double[] phaseReal, double[] phaseImaginary, double[] target, double[] lengths) {
    Arrays.fill(lengths, 0);
    int twice = 2 * n;
    for (int p = 0; p < n; p++) {
      for (int i = 0; i < n; i++) {
        double modulus = re[i * n + p] * re[i * n + p] + im[i * n + p] * im[i * n + p];
        lengths[2 * p] += modulus;
        lengths[2 * p + 1] += modulus;
      }
      for (int q = p; q < n; q++) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < n; i++) {
          double x = re[i * n + p] * re[i * n + q] - im[i * n + p] * im[i * n + q];
          double y = re[i * n + p] * im[i * n + q] + im[i * n + p] * re[i * n + q];
          double cosine = phaseReal[i / 2];
          double sine = i % 2 == 0 ? phaseImaginary[i / 2] : -phaseImaginary[i / 2];
          real += cosine * x - sine * y;
          imaginary += cosine * y + sine * x;
        }
        place(target, twice, p, q, real, imaginary);
        place(target, twice, q, p, real, imaginary);
      }
    }
  }

  /// Entry (p, q) as the 2×2 block of a complex number.
  private static void place(
      double[] target, int twice, int p, int q, double real, double imaginary) {
    target[2 * p * twice + 2 * q] = real;
    target[2 * p * twice + 2 * q + 1] = -imaginary;
    target[(2 * p + 1) * twice + 2 * q] = imaginary;
    target[(2 * p + 1) * twice + 2 * q + 1] = real;
  }
}
