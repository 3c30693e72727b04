package org.statescope.analysis.linalg.complex;

import java.util.Arrays;
import java.util.Random;

/// The smallest singular value of an upper triangular matrix R, with the left vector, by the
/// Lanczos iteration on `R⁻ᴴR⁻¹` with full reorthogonalisation. No product `RᴴR` is formed: values
/// far below `√u·‖R‖` come out right. An instance is a workspace for one thread.
///
/// Algorithm: Trefethen and Embree, Spectra and Pseudospectra, §39 (Princeton, 2005). Cost: three
/// to fifteen pairs of solves, n² complex operations each.
final class InverseLanczos {
  /// How much of a fixed random vector a start from the last vector keeps, so that it is orthogonal
  /// to nothing.
  private static final double FRESH_SHARE = 0.05;

  private static final int INVERSE_STEPS = 4;
  private static final int NEWTON_STEPS = 200;

  private final int n;
  private final double tolerance;
  private final boolean warm;
  private final double[][] basisRe;
  private final double[][] basisIm;
  private final double[] alpha;
  private final double[] beta;
  private final double[] ratio;
  private final double[] freshRe;
  private final double[] freshIm;
  private final double[] leftRe;
  private final double[] leftIm;
  private boolean hasLast;

  /// A workspace that stops at a relative residual of the Ritz pair (the value's error is about its
  /// square), and may start from the vector of the point before.
  InverseLanczos(int n, double tolerance, boolean warm) {
    this.n = n;
    this.tolerance = tolerance;
    this.warm = warm;
    basisRe = new double[n + 1][];
    basisIm = new double[n + 1][];
    alpha = new double[n];
    beta = new double[n + 1];
    ratio = new double[n];
    freshRe = new double[n];
    freshIm = new double[n];
    leftRe = new double[n];
    leftIm = new double[n];
    Random random = new Random(n);
    for (int i = 0; i < n; i++) {
      freshRe[i] = random.nextGaussian();
      freshIm[i] = random.nextGaussian();
    }
    scale(freshRe, freshIm, 1 / norm(freshRe, freshIm));
  }

  /// Real parts of the left singular vector that belongs to the last value.
  double[] leftRe() {
    return leftRe;
  }

  double[] leftIm() {
    return leftIm;
  }

  double smallest(SplitTriangle r) {
    if (n == 0) {
      return Double.POSITIVE_INFINITY;
    }
    boolean singular = r.invertDiagonal();
    double value = n == 1 ? single(r) : lanczos(r);
    hasLast = true;
    return singular ? 0 : value;
  }

  private double single(SplitTriangle r) {
    leftRe[0] = 1;
    leftIm[0] = 0;
    return Math.hypot(r.diagonalRe[0], r.diagonalIm[0]);
  }

  private void begin() {
    allocate(0);
    boolean follow = warm && hasLast;
    for (int i = 0; i < n; i++) {
      basisRe[0][i] = follow ? leftRe[i] + FRESH_SHARE * freshRe[i] : freshRe[i];
      basisIm[0][i] = follow ? leftIm[i] + FRESH_SHARE * freshIm[i] : freshIm[i];
    }
    scale(basisRe[0], basisIm[0], 1 / norm(basisRe[0], basisIm[0]));
  }

  private void allocate(int k) {
    if (basisRe[k] == null) {
      basisRe[k] = new double[n];
      basisIm[k] = new double[n];
    }
  }

  private double lanczos(SplitTriangle r) {
    begin();
    double theta = 0;
    for (int k = 0; k < n; k++) {
      allocate(k + 1);
      double[] re = basisRe[k + 1];
      double[] im = basisIm[k + 1];
      System.arraycopy(basisRe[k], 0, re, 0, n);
      System.arraycopy(basisIm[k], 0, im, 0, n);
      r.solve(re, im);
      r.solveAdjoint(re, im);
      alpha[k] = orthogonalise(k);
      beta[k + 1] = norm(re, im);
      if (!Double.isFinite(beta[k + 1])) {
        return inverseIteration(r);
      }
      theta = largestRitzValue(k + 1, theta);
      boolean last = k + 1 == n || beta[k + 1] <= Math.ulp(theta);
      if (last || beta[k + 1] * lastWeight(k + 1) <= tolerance * theta) {
        assemble(k + 1);
        return 1 / Math.sqrt(theta);
      }
      scale(re, im, 1 / beta[k + 1]);
    }
    throw new AssertionError("the Lanczos iteration ends at step n");
  }

  /// Makes vector k + 1 orthogonal to the basis, twice; returns its component along vector k.
  private double orthogonalise(int k) {
    double[] re = basisRe[k + 1];
    double[] im = basisIm[k + 1];
    double along = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int j = k; j >= 0; j--) {
        double[] bRe = basisRe[j];
        double[] bIm = basisIm[j];
        double dotRe = dot(bRe, re) + dot(bIm, im);
        double dotIm = dot(bRe, im) - dot(bIm, re);
        for (int i = 0; i < n; i++) {
          re[i] -= dotRe * bRe[i] - dotIm * bIm[i];
        }
        for (int i = 0; i < n; i++) {
          im[i] -= dotRe * bIm[i] + dotIm * bRe[i];
        }
        if (j == k) {
          along += dotRe;
        }
      }
    }
    return along;
  }

  /// Four sums at a time: a single one would wait for itself.
  private double dot(double[] x, double[] y) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < n; i++) {
      s0 += x[i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /// The largest eigenvalue of the leading k × k tridiagonal matrix, by Newton's iteration from
  /// above, where it is monotone; leaves the pivots of `θI − T` in `ratio`.
  private double largestRitzValue(int k, double previous) {
    double x = Math.max(previous, alpha[k - 1]) + beta[k - 1];
    for (int round = 0; round < NEWTON_STEPS; round++) {
      double derivative = 0;
      double logarithmic = 0;
      for (int i = 0; i < k; i++) {
        double square = i == 0 ? 0 : beta[i] * beta[i];
        double change = i == 0 ? 1 : 1 + square * derivative / (ratio[i - 1] * ratio[i - 1]);
        ratio[i] = x - alpha[i] - (i == 0 ? 0 : square / ratio[i - 1]);
        if (ratio[i] <= 0) {
          ratio[i] = Math.ulp(x);
          return x;
        }
        derivative = change;
        logarithmic += change / ratio[i];
      }
      double step = 1 / logarithmic;
      if (!(step > 4 * Math.ulp(x))) {
        return x;
      }
      x -= step;
    }
    return x;
  }

  /// The last component of the Ritz vector of unit length.
  private double lastWeight(int k) {
    double component = 1;
    double sum = 1;
    for (int i = 1; i < k; i++) {
      component *= ratio[i - 1] / beta[i];
      sum += component * component;
    }
    return component / Math.sqrt(sum);
  }

  private void assemble(int k) {
    Arrays.fill(leftRe, 0);
    Arrays.fill(leftIm, 0);
    double component = 1;
    for (int j = 0; j < k; j++) {
      if (j > 0) {
        component *= ratio[j - 1] / beta[j];
      }
      for (int i = 0; i < n; i++) {
        leftRe[i] += component * basisRe[j][i];
        leftIm[i] += component * basisIm[j][i];
      }
    }
    scale(leftRe, leftIm, 1 / norm(leftRe, leftIm));
  }

  /// For values so small that θ = σ⁻² overflows: normalise between the two solves.
  private double inverseIteration(SplitTriangle r) {
    System.arraycopy(freshRe, 0, leftRe, 0, n);
    System.arraycopy(freshIm, 0, leftIm, 0, n);
    double value = 0;
    for (int round = 0; round < INVERSE_STEPS; round++) {
      r.solve(leftRe, leftIm);
      scale(leftRe, leftIm, 1 / safeNorm(leftRe, leftIm));
      r.solveAdjoint(leftRe, leftIm);
      double growth = safeNorm(leftRe, leftIm);
      scale(leftRe, leftIm, 1 / growth);
      value = 1 / growth;
    }
    return value;
  }

  private double norm(double[] re, double[] im) {
    return Math.sqrt(dot(re, re) + dot(im, im));
  }

  private static double safeNorm(double[] re, double[] im) {
    double largest = 0;
    for (int i = 0; i < re.length; i++) {
      largest = Math.max(largest, Math.max(Math.abs(re[i]), Math.abs(im[i])));
    }
    double sum = 0;
    for (int i = 0; i < re.length; i++) {
      sum += re[i] / largest * (re[i] / largest) + im[i] / largest * (im[i] / largest);
    }
    return largest * Math.sqrt(sum);
  }

  private static void scale(double[] re, double[] im, double factor) {
    for (int i = 0; i < re.length; i++) {
      re[i] *= factor;
      im[i] *= factor;
    }
  }
}
