package org.statescope.analysis.linalg;

/// One-sided Jacobi rotations: make a few vectors orthogonal without changing the sum of their
/// outer products. Hestenes, doi:10.1137/0106005.
final class JacobiRotations {
  private static final int MOST_SWEEPS = 12;

  private JacobiRotations() {}

  /// Rotates the vectors in place until they are orthogonal, sorts them by falling length, and
  /// returns the lengths.
  static double[] orthogonalise(double[][] vectors) {
    boolean rotated = true;
    for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
      rotated = false;
      for (int i = 0; i < vectors.length; i++) {
        for (int j = i + 1; j < vectors.length; j++) {
          rotated |= rotate(vectors[i], vectors[j]);
        }
      }
    }
    return sort(vectors);
  }

  private static boolean rotate(double[] x, double[] y) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int k = 0; k < x.length; k++) {
      xx += x[k] * x[k];
      yy += y[k] * y[k];
      xy += x[k] * y[k];
    }
    if (Math.abs(xy) <= Precision.EPSILON * Math.sqrt(xx) * Math.sqrt(yy)) {
      return false;
    }
    double zeta = (yy - xx) / (2 * xy);
    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
    double c = 1 / Math.hypot(1, t);
    double s = c * t;
    for (int k = 0; k < x.length; k++) {
      double xk = x[k];
      x[k] = c * xk - s * y[k];
      y[k] = s * xk + c * y[k];
    }
    return true;
  }

  private static double[] sort(double[][] vectors) {
    double[] norms = new double[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      double sum = 0;
      for (double x : vectors[i]) {
        sum += x * x;
      }
      norms[i] = Math.sqrt(sum);
    }
    for (int i = 0; i < norms.length; i++) {
      for (int j = i + 1; j < norms.length; j++) {
        if (norms[j] > norms[i]) {
          double norm = norms[i];
          norms[i] = norms[j];
          norms[j] = norm;
          double[] vector = vectors[i];
          vectors[i] = vectors[j];
          vectors[j] = vector;
        }
      }
    }
    return norms;
  }
}
