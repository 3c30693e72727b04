package org.statescope.analysis.stability;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Balancing;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.linalg.Eigenvalues;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Where along the stability boundary a transfer function may have a given singular value: the
/// imaginary eigenvalues of a Hamiltonian matrix. Discrete systems come in through the bilinear
/// map, which keeps the frequency response.
///
/// An imaginary eigenvalue that is nearly double leaves the axis by √u·‖H‖ under rounding. So
/// everything that near is a **candidate** and no more; whoever asks must evaluate the function
/// there.
///
/// Boyd, Balakrishnan and Kabamba, doi:10.1007/BF02551385.
final class LevelTest {
  private static final double CANDIDATE_FACTOR = 4;
  private static final double ROUNDING_FACTOR = 8;
  private static final double WIDEST_DISC = 1e-2;
  private static final long EVALUATIONS_PER_DISC = 200;

  private final DMatrixRMaj a;
  private final DMatrixRMaj b;
  private final DMatrixRMaj c;
  private final DMatrixRMaj d;
  private final boolean discrete;

  /// The discrete system was mirrored at the imaginary axis before the bilinear map.
  private final boolean mirrored;

  /// By how much the bilinear map may have magnified rounding; 1 in continuous time.
  private final double amplification;

  private LevelTest(
      DMatrixRMaj a,
      DMatrixRMaj b,
      DMatrixRMaj c,
      DMatrixRMaj d,
      boolean discrete,
      boolean mirrored,
      double amplification) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.discrete = discrete;
    this.mirrored = mirrored;
    this.amplification = amplification;
  }

  /// The test for `(sI − A)⁻¹`.
  static LevelTest ofResolvent(DMatrixRMaj a, TimeDomain timeDomain) {
    DMatrixRMaj identity = CommonOps_DDRM.identity(a.numRows);
    return of(a, identity, identity, new DMatrixRMaj(a.numRows, a.numRows), timeDomain);
  }

  /// The test for the transfer function of a system.
  static LevelTest of(StateSpace system) {
    return of(system.a(), system.b(), system.c(), system.d(), system.timeDomain());
  }

  private static LevelTest of(
      DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, DMatrixRMaj d, TimeDomain timeDomain) {
    return switch (timeDomain) {
      case Continuous() -> new LevelTest(a, b, c, d, false, false, 1);
      case Discrete(double _) -> bilinear(a, b, c, d);
    };
  }

  /// z = (1 + s)/(1 − s), from whichever of A and −A is farther from the pole of the map.
  private static LevelTest bilinear(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, DMatrixRMaj d) {
    int n = a.numRows;
    DMatrixRMaj identity = CommonOps_DDRM.identity(n);
    DMatrixRMaj plain = new DMatrixRMaj(n, n);
    DMatrixRMaj other = new DMatrixRMaj(n, n);
    boolean plainOk = CommonOps_DDRM.invert(sum(identity, 1, a), plain);
    boolean otherOk = CommonOps_DDRM.invert(sum(identity, -1, a), other);
    boolean mirrored =
        otherOk && (!plainOk || Products.frobenius(other) < Products.frobenius(plain));
    if (!plainOk && !otherOk) {
      throw new ArithmeticException("A has poles at both 1 and −1");
    }
    DMatrixRMaj inverse = mirrored ? other : plain;
    double sign = mirrored ? -1 : 1;
    // G(−z) = C(zI + A)⁻¹(−B) + D
    DMatrixRMaj input = scaled(sign, b);
    DMatrixRMaj state = scaled(sign, a);
    double root = Math.sqrt(2);
    DMatrixRMaj reach = Products.times(inverse, input);
    return new LevelTest(
        Products.times(inverse, sum(state, -1, identity)),
        scaled(root, reach),
        scaled(root, Products.times(c, inverse)),
        sum(d, -1, Products.times(c, reach)),
        true,
        mirrored,
        Products.frobenius(inverse) * Products.frobenius(sum(identity, sign, a)));
  }

  /// Whether the distance function, the reciprocal of this resolvent's norm, provably stays at or
  /// above a level. The eigenvalues of the Hamiltonian matrix lie in discs of radius `N·κ·ε` about
  /// the computed ones, N the order of that matrix and ε its rounding error (Elsner's form of Bauer
  /// and Fike; Demmel, Applied Numerical Linear Algebra, theorem 4.5); wherever a disc reaches the
  /// axis a Lipschitz search must exclude a lower value.
  boolean isAbove(DoubleUnaryOperator distance, double level) {
    DMatrixRMaj h = Balancing.of(hamiltonian(1 / level)).matrix();
    double size = Products.frobenius(h);
    if (!Double.isFinite(size)) {
      return false;
    }
    EigenSystem eigen = EigenSystem.of(h);
    double error = ROUNDING_FACTOR * h.numRows * Precision.UNIT_ROUNDOFF * size * amplification;
    for (int i = 0; i < eigen.count(); i++) {
      double radius = h.numRows * eigen.conditions()[i] * error;
      if (Math.abs(eigen.real()[i]) > radius || eigen.imaginary()[i] + radius < 0) {
        continue;
      }
      if (!(radius < WIDEST_DISC * size)) {
        return false;
      }
      double one = boundaryFrequency(Math.max(0, eigen.imaginary()[i] - radius));
      double other = boundaryFrequency(eigen.imaginary()[i] + radius);
      BoundarySearch search =
          new BoundarySearch(distance, Math.min(one, other), Math.max(one, other));
      if (!search.isAbove(level, EVALUATIONS_PER_DISC)) {
        return false;
      }
    }
    return true;
  }

  /// Non-negative frequencies (rad/s, or rad per sample) where a singular value may equal the gain.
  double[] candidates(double gain) {
    DMatrixRMaj h = hamiltonian(gain);
    if (!Double.isFinite(Products.frobenius(h))) {
      return new double[] {boundaryFrequency(Double.POSITIVE_INFINITY)};
    }
    Eigenvalues values = Eigenvalues.of(h);
    double near = CANDIDATE_FACTOR * Math.sqrt(Precision.UNIT_ROUNDOFF) * Products.frobenius(h);
    double[] found = new double[values.count()];
    int count = 0;
    for (int i = 0; i < values.count(); i++) {
      if (values.imaginary()[i] >= 0 && Math.abs(values.real()[i]) <= near) {
        found[count++] = boundaryFrequency(values.imaginary()[i]);
      }
    }
    double[] candidates = Arrays.copyOf(found, count);
    Arrays.sort(candidates);
    return candidates;
  }

  private double boundaryFrequency(double frequency) {
    if (!discrete) {
      return frequency;
    }
    double angle = 2 * Math.atan(frequency);
    return mirrored ? Math.PI - angle : angle;
  }

  /// Not finite where the gain is a singular value of D, that of the far end of the axis.
  private DMatrixRMaj hamiltonian(double gain) {
    int n = a.numRows;
    DMatrixRMaj r = Products.transposedTimes(d, d);
    CommonOps_DDRM.scale(-1, r);
    for (int i = 0; i < r.numRows; i++) {
      r.add(i, i, gain * gain);
    }
    DMatrixRMaj inverse = new DMatrixRMaj(r.numRows, r.numRows);
    if (!CommonOps_DDRM.invert(r, inverse)) {
      CommonOps_DDRM.fill(inverse, Double.POSITIVE_INFINITY);
    }
    DMatrixRMaj feed = Products.times(b, inverse);
    DMatrixRMaj state = sum(a, 1, Products.times(feed, Products.transposedTimes(d, c)));
    DMatrixRMaj upper = Products.timesTransposed(feed, b);
    DMatrixRMaj middle =
        sum(
            CommonOps_DDRM.identity(c.numRows),
            1,
            Products.timesTransposed(Products.times(d, inverse), d));
    DMatrixRMaj lower = Products.times(Products.transpose(c), middle, c);
    double upperSize = Products.frobenius(upper);
    double lowerSize = Products.frobenius(lower);
    double scale = upperSize > 0 && lowerSize > 0 ? Math.sqrt(lowerSize / upperSize) : 1;
    DMatrixRMaj h = new DMatrixRMaj(2 * n, 2 * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        h.set(i, j, state.get(i, j));
        h.set(n + j, n + i, -state.get(i, j));
        h.set(i, n + j, scale * upper.get(i, j));
        h.set(n + i, j, -lower.get(i, j) / scale);
      }
    }
    return h;
  }

  private static DMatrixRMaj sum(DMatrixRMaj x, double factor, DMatrixRMaj y) {
    return CommonOps_DDRM.add(1, x, factor, y, null);
  }

  private static DMatrixRMaj scaled(double factor, DMatrixRMaj x) {
    DMatrixRMaj y = x.copy();
    CommonOps_DDRM.scale(factor, y);
    return y;
  }
}
