package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;

/// Eigenvalues with right and left eigenvectors and how much each can be trusted.
///
/// - Formula: A vᵢ = λᵢ vᵢ, wᵢᴴ A = λᵢ wᵢᴴ with ‖vᵢ‖ = ‖wᵢ‖ = 1; the condition of λᵢ is κᵢ = 1 /
///   |wᵢᴴ vᵢ|: a perturbation E of A moves λᵢ by up to κᵢ‖E‖.
/// - Shapes: n values, vectors as columns of n×n complex matrices.
/// - Modified: nothing.
/// - Edge cases: a defective eigenvalue has a huge or infinite condition and repeated, almost
///   parallel vectors; empty, non-square or non-finite matrices are refused.
/// - Tolerance: λᵢ to about κᵢ·2⁻⁵³‖A‖; vectors to that divided by the distance to the nearest
///   other eigenvalue.
/// - Algorithm: balancing, real Schur form, back substitution on the complex triangular form with
///   rescaling against overflow.
/// - Cost: about 35 n³ operations.
/// - Not for: transforming a system into modal coordinates without looking at [#vectorCondition()].
///
/// @param real real parts of the eigenvalues
/// @param imaginary imaginary parts of the eigenvalues
/// @param right the vectors vᵢ
/// @param left the vectors wᵢ
/// @param conditions κᵢ ≥ 1
public record EigenSystem(
    double[] real, double[] imaginary, ZMatrixRMaj right, ZMatrixRMaj left, double[] conditions) {

  /// Computes the eigensystem, see the record's own text.
  public static EigenSystem of(DMatrixRMaj a) {
    Balancing balancing = Balancing.of(a);
    RealSchur schur = RealSchur.of(balancing.matrix());
    int n = a.numRows;
    ComplexTriangle triangle = new ComplexTriangle(schur);
    ComplexTriangle transposed = new ComplexTriangle(schur.transposed());
    double[] real = schur.eigenvaluesReal();
    double[] imaginary = schur.eigenvaluesImaginary();
    ZMatrixRMaj right = new ZMatrixRMaj(n, n);
    ZMatrixRMaj left = new ZMatrixRMaj(n, n);
    double[] conditions = new double[n];
    int[] permutation = balancing.permutation();
    double[] scale = balancing.scale();
    for (int i = 0; i < n; i++) {
      double[][] v = vector(triangle, i);
      // The transposed form lists the eigenvalues backwards, and a pair there starts with +iω too.
      int mirrored = n - 1 - i;
      if (imaginary[i] > 0) {
        mirrored--;
      } else if (imaginary[i] < 0) {
        mirrored++;
      }
      double[][] w = vector(transposed, mirrored);
      for (int k = 0; k < n; k++) {
        v[0][k] *= scale[k];
        v[1][k] *= scale[k];
        w[0][k] /= scale[k];
        // wᵀ A = λ wᵀ, so the left vector is the conjugate.
        w[1][k] /= -scale[k];
      }
      normalise(v);
      normalise(w);
      double dotRe = 0;
      double dotIm = 0;
      for (int k = 0; k < n; k++) {
        right.set(permutation[k], i, v[0][k], v[1][k]);
        left.set(permutation[k], i, w[0][k], w[1][k]);
        dotRe += w[0][k] * v[0][k] + w[1][k] * v[1][k];
        dotIm += w[0][k] * v[1][k] - w[1][k] * v[0][k];
      }
      conditions[i] = Math.max(1, 1 / Math.hypot(dotRe, dotIm));
    }
    return new EigenSystem(real, imaginary, right, left, conditions);
  }

  /// How many there are, by multiplicity: n.
  public int count() {
    return real.length;
  }

  /// κ₂(V) = σ₁/σₙ of the matrix of right vectors: how much a change to modal coordinates may grow
  /// errors; infinite if A is defective to working precision.
  public double vectorCondition() {
    int n = count();
    DMatrixRMaj embedded = new DMatrixRMaj(2 * n, 2 * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = right.getReal(i, j);
        double im = right.getImag(i, j);
        embedded.set(i, j, re);
        embedded.set(i, n + j, -im);
        embedded.set(n + i, j, im);
        embedded.set(n + i, n + j, re);
      }
    }
    double[] values = SingularValues.of(embedded);
    double smallest = values[values.length - 1];
    return smallest == 0 ? Double.POSITIVE_INFINITY : values[0] / smallest;
  }

  /// The i-th eigenvector of the form's matrix, by back substitution.
  private static double[][] vector(ComplexTriangle t, int i) {
    double[] xRe = new double[t.n];
    double[] xIm = new double[t.n];
    xRe[i] = 1;
    double size = 0;
    for (int j = 0; j < t.n; j++) {
      for (int k = 0; k <= j; k++) {
        size = Math.max(size, Math.abs(t.re[j][k]) + Math.abs(t.im[j][k]));
      }
    }
    double smallestPivot =
        Math.max(Precision.UNIT_ROUNDOFF * size, Precision.SMALLEST_NORMAL / Precision.EPSILON);
    for (int k = 0; k < i; k++) {
      xRe[k] = -t.re[i][k];
      xIm[k] = -t.im[i][k];
    }
    for (int k = i - 1; k >= 0; k--) {
      double dRe = t.re[k][k] - t.re[i][i];
      double dIm = t.im[k][k] - t.im[i][i];
      if (Math.hypot(dRe, dIm) < smallestPivot) {
        dRe = smallestPivot;
        dIm = 0;
      }
      ShiftedTriangular.divide(xRe, xIm, k, xRe[k], xIm[k], dRe, dIm);
      double re = xRe[k];
      double im = xIm[k];
      for (int r = 0; r < k; r++) {
        xRe[r] -= re * t.re[k][r] - im * t.im[k][r];
        xIm[r] -= re * t.im[k][r] + im * t.re[k][r];
      }
      rescale(xRe, xIm, i);
    }
    return transform(t, xRe, xIm, i);
  }

  private static void rescale(double[] re, double[] im, int last) {
    double largest = 0;
    for (int k = 0; k <= last; k++) {
      largest = Math.max(largest, Math.max(Math.abs(re[k]), Math.abs(im[k])));
    }
    if (largest > 0x1p400) {
      for (int k = 0; k <= last; k++) {
        re[k] /= largest;
        im[k] /= largest;
      }
    }
  }

  private static double[][] transform(ComplexTriangle t, double[] xRe, double[] xIm, int last) {
    double[][] v = new double[2][t.n];
    for (int k = 0; k <= last; k++) {
      for (int r = 0; r < t.n; r++) {
        v[0][r] += xRe[k] * t.uRe[k][r] - xIm[k] * t.uIm[k][r];
        v[1][r] += xRe[k] * t.uIm[k][r] + xIm[k] * t.uRe[k][r];
      }
    }
    normalise(v);
    return v;
  }

  private static void normalise(double[][] v) {
    double largest = 0;
    for (int k = 0; k < v[0].length; k++) {
      largest = Math.max(largest, Math.max(Math.abs(v[0][k]), Math.abs(v[1][k])));
    }
    double sum = 0;
    for (int k = 0; k < v[0].length; k++) {
      double re = v[0][k] / largest;
      double im = v[1][k] / largest;
      sum += re * re + im * im;
    }
    double length = largest * Math.sqrt(sum);
    for (int k = 0; k < v[0].length; k++) {
      v[0][k] /= length;
      v[1][k] /= length;
    }
  }
}
