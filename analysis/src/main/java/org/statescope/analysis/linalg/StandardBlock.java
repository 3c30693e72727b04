package org.statescope.analysis.linalg;

/// The Schur form of a real 2×2 matrix: either upper triangular, or with equal diagonal entries and
/// off-diagonal entries of opposite sign.
///
/// `[cos sin; -sin cos] [a₀ b₀; c₀ d₀] [cos -sin; sin cos] = [a b; c d]`. Follows LAPACK's DLANV2
/// (Bai, Demmel, doi:10.1016/0024-3795(93)90286-W).
record StandardBlock(double a, double b, double c, double d, double cosine, double sine) {
  private static final double REAL_PAIR_THRESHOLD = 4 * Precision.EPSILON;

  static StandardBlock of(double a, double b, double c, double d) {
    if (c == 0) {
      return new StandardBlock(a, b, 0, d, 1, 0);
    }
    if (b == 0) {
      return new StandardBlock(d, -c, 0, a, 0, 1);
    }
    if (a == d && Math.signum(b) != Math.signum(c)) {
      return new StandardBlock(a, b, c, d, 1, 0);
    }
    double half = (a - d) / 2;
    double large = Math.max(Math.abs(b), Math.abs(c));
    double small = Math.min(Math.abs(b), Math.abs(c)) * Math.signum(b) * Math.signum(c);
    double scale = Math.max(Math.abs(half), large);
    double discriminant = half / scale * half + large / scale * small;
    if (discriminant >= REAL_PAIR_THRESHOLD * scale) {
      double z = half + Math.copySign(Math.sqrt(scale) * Math.sqrt(discriminant), half);
      double length = Math.hypot(c, z);
      return new StandardBlock(d + z, b - c, 0, d - large / z * small, z / length, c / length);
    }
    return equalDiagonal(a, b, c, d, half);
  }

  private static StandardBlock equalDiagonal(
      double a0, double b0, double c0, double d0, double half) {
    double sigma = b0 + c0;
    double tau = Math.hypot(sigma, a0 - d0);
    double cs = Math.sqrt((1 + Math.abs(sigma) / tau) / 2);
    double sn = -(half / (tau * cs)) * (sigma < 0 ? -1 : 1);
    double aa = a0 * cs + b0 * sn;
    double bb = -a0 * sn + b0 * cs;
    double cc = c0 * cs + d0 * sn;
    double dd = -c0 * sn + d0 * cs;
    double b = bb * cs + dd * sn;
    double c = -aa * sn + cc * cs;
    double mean = (aa * cs + cc * sn - bb * sn + dd * cs) / 2;
    if (c == 0) {
      return new StandardBlock(mean, b, 0, mean, cs, sn);
    }
    if (b == 0) {
      return new StandardBlock(mean, -c, 0, mean, -sn, cs);
    }
    if (Math.signum(b) != Math.signum(c)) {
      return new StandardBlock(mean, b, c, mean, cs, sn);
    }
    double rootB = Math.sqrt(Math.abs(b));
    double rootC = Math.sqrt(Math.abs(c));
    double p = Math.copySign(rootB * rootC, c);
    double length = 1 / Math.sqrt(Math.abs(b + c));
    double cs1 = rootB * length;
    double sn1 = rootC * length;
    return new StandardBlock(
        mean + p, b - c, 0, mean - p, cs * cs1 - sn * sn1, cs * sn1 + sn * cs1);
  }

  boolean isComplexPair() {
    return c != 0;
  }

  double imaginary() {
    return c == 0 ? 0 : Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c));
  }
}
