package org.statescope.analysis.stability;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Resolvent;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.linalg.complex.ComplexSchur;
import org.statescope.analysis.lti.StateSpace;

/// `σ_max(G)` along the stability boundary, in two qualities: from the Schur form, O(n²) a point,
/// to scan with; and with refinement in twice the working precision, O(n³), to state.
///
/// Frequencies are ω in rad/s for continuous and θ in radians per sample for discrete systems.
final class FrequencyGain {
  private final StateSpace system;
  private final Resolvent resolvent;
  private final ComplexSchur schur;
  private final double[] input;
  private final double[] output;
  private final int n;
  private final int m;
  private final int p;

  FrequencyGain(StateSpace system) {
    this.system = system;
    n = system.order();
    m = system.inputs();
    p = system.outputs();
    resolvent = Resolvent.refined(system.a(), system.b(), system.c());
    schur = ComplexSchur.of(system.a());
    double[] q = schur.unitary().data;
    input = new double[2 * n * m];
    output = new double[2 * p * n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        int at = 2 * (k * n + i);
        for (int j = 0; j < m; j++) {
          input[2 * (i * m + j)] += q[at] * system.b().get(k, j);
          input[2 * (i * m + j) + 1] -= q[at + 1] * system.b().get(k, j);
        }
        for (int j = 0; j < p; j++) {
          output[2 * (j * n + i)] += q[at] * system.c().get(j, k);
          output[2 * (j * n + i) + 1] += q[at + 1] * system.c().get(j, k);
        }
      }
    }
  }

  double ofFeedthrough() {
    return SpectralNorm.of(system.d());
  }

  double refined(double frequency) {
    boolean discrete = system.isDiscrete();
    double re = discrete ? Math.cos(frequency) : 0;
    double im = discrete ? Math.sin(frequency) : frequency;
    double[] g = resolvent.at(re, im).data;
    for (int i = 0; i < p * m; i++) {
      g[2 * i] += system.d().data[i];
    }
    return largest(g);
  }

  double fast(double frequency) {
    boolean discrete = system.isDiscrete();
    double re = discrete ? Math.cos(frequency) : 0;
    double im = discrete ? Math.sin(frequency) : frequency;
    double[] x = input.clone();
    double[] t = schur.triangular().data;
    for (int i = n - 1; i >= 0; i--) {
      double dRe = re - t[2 * (i * n + i)];
      double dIm = im - t[2 * (i * n + i) + 1];
      double size = Math.hypot(dRe, dIm);
      for (int k = 0; k < m; k++) {
        double sumRe = x[2 * (i * m + k)];
        double sumIm = x[2 * (i * m + k) + 1];
        for (int j = i + 1; j < n; j++) {
          int at = 2 * (i * n + j);
          int from = 2 * (j * m + k);
          sumRe += t[at] * x[from] - t[at + 1] * x[from + 1];
          sumIm += t[at] * x[from + 1] + t[at + 1] * x[from];
        }
        double qRe = sumRe / size;
        double qIm = sumIm / size;
        x[2 * (i * m + k)] = (qRe * dRe + qIm * dIm) / size;
        x[2 * (i * m + k) + 1] = (qIm * dRe - qRe * dIm) / size;
      }
    }
    double[] g = new double[2 * p * m];
    for (int i = 0; i < p; i++) {
      for (int k = 0; k < m; k++) {
        double sumRe = system.d().get(i, k);
        double sumIm = 0;
        for (int j = 0; j < n; j++) {
          int at = 2 * (i * n + j);
          int from = 2 * (j * m + k);
          sumRe += output[at] * x[from] - output[at + 1] * x[from + 1];
          sumIm += output[at] * x[from + 1] + output[at + 1] * x[from];
        }
        g[2 * (i * m + k)] = sumRe;
        g[2 * (i * m + k) + 1] = sumIm;
      }
    }
    return largest(g);
  }

  /// The largest singular value of a complex p × m matrix, through its real form of twice the size;
  /// ∞ at a pole.
  private double largest(double[] g) {
    for (double entry : g) {
      if (!Double.isFinite(entry)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    if (p == 1 || m == 1) {
      double norm = 0;
      for (double entry : g) {
        norm = Math.hypot(norm, entry);
      }
      return norm;
    }
    DMatrixRMaj real = new DMatrixRMaj(2 * p, 2 * m);
    for (int i = 0; i < p; i++) {
      for (int k = 0; k < m; k++) {
        real.set(i, k, g[2 * (i * m + k)]);
        real.set(p + i, m + k, g[2 * (i * m + k)]);
        real.set(p + i, k, g[2 * (i * m + k) + 1]);
        real.set(i, m + k, -g[2 * (i * m + k) + 1]);
      }
    }
    return SpectralNorm.of(real);
  }
}
