package org.statescope.analysis.linalg.complex;

import java.util.Arrays;
import java.util.Random;

/// The smallest singular value of an upper triangular matrix R, with both vectors, by the Lanczos
/// iteration on `R⁻ᴴR⁻¹` with full reorthogonalisation. No product `RᴴR` is formed: values far
/// below `√u·‖R‖` come out right.
///
/// R is stored by columns (column j begins at 2·n·j), because both the rotations that make it and
/// the two solves then run along memory. An instance is a workspace for one thread.
///
/// Algorithm: Trefethen and Embree, Spectra and Pseudospectra, §39 (Princeton, 2005). Cost: about
/// eight to fifteen pairs of solves, n² complex operations each.
final class InverseLanczos {
  /// Relative residual of the Ritz pair; the value's error is its square over the relative gap.
  private static final double RESIDUAL_TOLERANCE = 1e-9;

  /// Stands in for a zero pivot, relative to the largest pivot: then the value is zero to all
  /// purposes.
  private static final double TINY_PIVOT = 1e-60;

  private final int n;
  private final double[] basis;
  private final double[] alpha;
  private final double[] beta;
  private final double[] ratio;
  private final double[] start;
  private final double[] solved;
  private final double[] inverse;
  private final double[] left;

  InverseLanczos(int n) {
    this.n = n;
    basis = new double[2 * n * (n + 1)];
    alpha = new double[n];
    beta = new double[n + 1];
    ratio = new double[n];
    solved = new double[2 * n];
    inverse = new double[2 * n];
    left = new double[2 * n];
    start = new double[2 * n];
    Random random = new Random(n);
    for (int i = 0; i < 2 * n; i++) {
      start[i] = random.nextGaussian();
    }
  }

  /// The left singular vector that belongs to the last value.
  double[] left() {
    return left;
  }

  double smallest(double[] r) {
    if (n == 0) {
      return Double.POSITIVE_INFINITY;
    }
    boolean singular = invertPivots(r);
    double value = n == 1 ? single(r) : lanczos(r);
    return singular ? 0 : value;
  }

  private double single(double[] r) {
    left[0] = 1;
    left[1] = 0;
    return Math.hypot(r[0], r[1]);
  }

  /// Fills the reciprocals of the pivots; true if one of them is zero.
  private boolean invertPivots(double[] r) {
    double largest = 0;
    for (int j = 0; j < n; j++) {
      int at = 2 * (j * n + j);
      largest = Math.max(largest, Math.max(Math.abs(r[at]), Math.abs(r[at + 1])));
    }
    double floor = largest == 0 ? 1 : TINY_PIVOT * largest;
    boolean singular = false;
    for (int j = 0; j < n; j++) {
      int at = 2 * (j * n + j);
      double modulus = Math.hypot(r[at], r[at + 1]);
      if (modulus <= floor) {
        singular = true;
        inverse[2 * j] = 1 / floor;
        inverse[2 * j + 1] = 0;
      } else {
        inverse[2 * j] = r[at] / modulus / modulus;
        inverse[2 * j + 1] = -r[at + 1] / modulus / modulus;
      }
    }
    return singular;
  }

  private double lanczos(double[] r) {
    System.arraycopy(start, 0, basis, 0, 2 * n);
    scale(basis, 0, 1 / norm(basis, 0));
    double theta = 0;
    for (int k = 0; k < n; k++) {
      int current = 2 * n * k;
      int next = current + 2 * n;
      System.arraycopy(basis, current, solved, 0, 2 * n);
      solve(r, solved);
      solveAdjoint(r, solved);
      System.arraycopy(solved, 0, basis, next, 2 * n);
      alpha[k] = orthogonalise(k, current, next);
      beta[k + 1] = norm(basis, next);
      if (!Double.isFinite(beta[k + 1])) {
        return inverseIteration(r);
      }
      theta = largestRitzValue(k + 1, theta);
      boolean last = k + 1 == n || beta[k + 1] <= RESIDUAL_TOLERANCE * RESIDUAL_TOLERANCE * theta;
      if (last || beta[k + 1] * lastWeight(k + 1) <= RESIDUAL_TOLERANCE * theta) {
        assemble(k + 1);
        return 1 / Math.sqrt(theta);
      }
      scale(basis, next, 1 / beta[k + 1]);
    }
    throw new AssertionError("the Lanczos iteration ends at step n");
  }

  /// Makes the vector at `next` orthogonal to the basis, twice; returns its component along
  /// `current`.
  private double orthogonalise(int k, int current, int next) {
    double along = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int j = k; j >= 0; j--) {
        int at = 2 * n * j;
        double re = 0;
        double im = 0;
        for (int i = 0; i < 2 * n; i += 2) {
          re += basis[at + i] * basis[next + i] + basis[at + i + 1] * basis[next + i + 1];
          im += basis[at + i] * basis[next + i + 1] - basis[at + i + 1] * basis[next + i];
        }
        for (int i = 0; i < 2 * n; i += 2) {
          basis[next + i] -= re * basis[at + i] - im * basis[at + i + 1];
          basis[next + i + 1] -= re * basis[at + i + 1] + im * basis[at + i];
        }
        if (at == current) {
          along += re;
        }
      }
    }
    return along;
  }

  /// The largest eigenvalue of the leading k × k tridiagonal matrix, by Newton's iteration from
  /// above, where it is monotone; leaves the pivots of `θI − T` in `ratio`.
  private double largestRitzValue(int k, double previous) {
    double x = Math.max(previous, alpha[k - 1]) + beta[k - 1];
    for (int round = 0; round < 200; round++) {
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
    Arrays.fill(left, 0);
    double component = 1;
    for (int j = 0; j < k; j++) {
      if (j > 0) {
        component *= ratio[j - 1] / beta[j];
      }
      for (int i = 0; i < 2 * n; i++) {
        left[i] += component * basis[2 * n * j + i];
      }
    }
    scale(left, 0, 1 / norm(left, 0));
  }

  /// For values so small that θ = σ⁻² overflows: normalise between the two solves.
  private double inverseIteration(double[] r) {
    System.arraycopy(start, 0, left, 0, 2 * n);
    scale(left, 0, 1 / norm(left, 0));
    double value = 0;
    for (int round = 0; round < 4; round++) {
      solve(r, left);
      scale(left, 0, 1 / safeNorm(left));
      solveAdjoint(r, left);
      double growth = safeNorm(left);
      scale(left, 0, 1 / growth);
      value = 1 / growth;
    }
    return value;
  }

  /// `x ← R⁻¹x`.
  private void solve(double[] r, double[] x) {
    for (int j = n - 1; j >= 0; j--) {
      double re = x[2 * j] * inverse[2 * j] - x[2 * j + 1] * inverse[2 * j + 1];
      double im = x[2 * j] * inverse[2 * j + 1] + x[2 * j + 1] * inverse[2 * j];
      x[2 * j] = re;
      x[2 * j + 1] = im;
      int column = 2 * n * j;
      for (int i = 0; i < 2 * j; i += 2) {
        x[i] -= r[column + i] * re - r[column + i + 1] * im;
        x[i + 1] -= r[column + i] * im + r[column + i + 1] * re;
      }
    }
  }

  /// `x ← R⁻ᴴx`.
  private void solveAdjoint(double[] r, double[] x) {
    for (int j = 0; j < n; j++) {
      int column = 2 * n * j;
      double re = x[2 * j];
      double im = x[2 * j + 1];
      for (int i = 0; i < 2 * j; i += 2) {
        re -= r[column + i] * x[i] + r[column + i + 1] * x[i + 1];
        im -= r[column + i] * x[i + 1] - r[column + i + 1] * x[i];
      }
      x[2 * j] = re * inverse[2 * j] + im * inverse[2 * j + 1];
      x[2 * j + 1] = im * inverse[2 * j] - re * inverse[2 * j + 1];
    }
  }

  private double norm(double[] x, int from) {
    double sum = 0;
    for (int i = from; i < from + 2 * n; i++) {
      sum += x[i] * x[i];
    }
    return Math.sqrt(sum);
  }

  private double safeNorm(double[] x) {
    double largest = 0;
    for (double entry : x) {
      largest = Math.max(largest, Math.abs(entry));
    }
    double sum = 0;
    for (double entry : x) {
      sum += (entry / largest) * (entry / largest);
    }
    return largest * Math.sqrt(sum);
  }

  private void scale(double[] x, int from, double factor) {
    for (int i = from; i < from + 2 * n; i++) {
      x[i] *= factor;
    }
  }
}
