package org.statescope.analysis.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.complex.ShiftedPencil;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;

/// The Popov–Belevitch–Hautus test: at every pole λ the smallest singular value of `[A − λI, B]`
/// (controllability) or of `[A − λI; C]` (observability), with the direction that fails.
///
/// **Shapes**: A is n × n, B n × m, C p × n; one [Entry] per pole, in the order of [Poles#of]. The
/// values have the unit of A. Nothing given is modified.
///
/// **Edge cases**: a value of exactly 0 is a mode that no input reaches (no output sees). Whether
/// the system is stable does not matter. NaN cannot occur: [StateSpace] refuses it.
///
/// **Tolerance**: values carry an absolute error of a few `u·‖[A B]‖` plus the error of the pole
/// itself, which is of first order κ(λ)·u·‖A‖; [Entry#uncertainty] states the sum. What the test
/// does **not** promise: that a nearby system is controllable too. The value at the poles can be of
/// order one while the distance to uncontrollability, a minimum over all complex λ, is at rounding
/// level; see [StructuralDistance].
///
/// **Algorithm**: Schur form once, then inverse Lanczos at each pole ([ShiftedPencil]); Hautus,
/// Nederl. Akad. Wet. Proc. A 72 (1969) 443–448. **Cost**: O(n³) together.
///
/// @param entries one per pole
/// @param norm the spectral norm scale `‖[A B]‖_F` (or of the dual) that the values are to be read
///   against
public record HautusTest(List<Entry> entries, double norm) {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  /// Rounding errors of the Schur form and the pencil, in units of `u·√n·‖[A B]‖`.
  private static final double BACKWARD_ERROR_FACTOR = 8;

  public HautusTest {
    entries = List.copyOf(entries);
  }

  /// The test at one pole.
  ///
  /// @param pole λ
  /// @param smallestSingularValue σ_min of the Hautus matrix at λ
  /// @param direction for controllability the left vector w, `wᴴ[A − λI, B] ≈ 0`: the combination
  ///   of states that the input fails to move; for observability the right vector v: the state that
  ///   the output fails to show. Of length one.
  /// @param poleCondition κ(λ), by which a perturbation of A is magnified in λ
  /// @param uncertainty how far rounding may have moved the value
  public record Entry(
      Complex pole,
      double smallestSingularValue,
      List<Complex> direction,
      double poleCondition,
      double uncertainty) {
    public Entry {
      direction = List.copyOf(direction);
    }
  }

  /// Whether the input reaches every mode.
  public static HautusTest controllability(StateSpace system) {
    return controllability(system.a(), system.b(), Poles.of(system));
  }

  /// Whether the output shows every mode.
  public static HautusTest observability(StateSpace system) {
    return observability(system.a(), system.c(), Poles.of(system));
  }

  /// The controllability test at the given points, which need not be poles.
  public static HautusTest controllability(DMatrixRMaj a, DMatrixRMaj b, List<Complex> points) {
    Shapes.requirePair(a, b);
    return evaluate(a, b, points, false);
  }

  /// The observability test at the given points, which need not be poles.
  public static HautusTest observability(DMatrixRMaj a, DMatrixRMaj c, List<Complex> points) {
    Shapes.requireDualPair(a, c);
    return evaluate(
        CommonOps_DDRM.transpose(a, null), CommonOps_DDRM.transpose(c, null), points, true);
  }

  private static HautusTest evaluate(
      DMatrixRMaj a, DMatrixRMaj b, List<Complex> points, boolean dual) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("The list of points is empty but the test needs one");
    }
    for (Complex point : points) {
      if (!point.isFinite()) {
        throw new IllegalArgumentException("The point is " + words(point) + " but must be finite");
      }
    }
    EigenSystem eigen = EigenSystem.of(a);
    var pencil = ShiftedPencil.of(a, b).evaluator();
    double normA = NormOps_DDRM.normF(a);
    double norm = Math.hypot(normA, NormOps_DDRM.normF(b));
    double backward = BACKWARD_ERROR_FACTOR * UNIT_ROUNDOFF * Math.sqrt(a.numRows);
    List<Entry> entries = new ArrayList<>(points.size());
    for (Complex point : points) {
      // the dual pencil at the conjugate point has the right vector of the original as its left
      // vector
      double imaginary = dual ? -point.imaginary() : point.imaginary();
      double value = pencil.smallestSingularValue(point.real(), imaginary);
      double condition = eigen.conditions()[nearest(eigen, point.real(), imaginary)];
      double poleError = Math.min(condition * UNIT_ROUNDOFF, 1) * normA;
      entries.add(
          new Entry(
              point, value, vector(pencil.leftVector()), condition, backward * norm + poleError));
    }
    return new HautusTest(entries, norm);
  }

  private static int nearest(EigenSystem eigen, double re, double im) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < eigen.count(); i++) {
      double distance = Math.hypot(eigen.real()[i] - re, eigen.imaginary()[i] - im);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  static List<Complex> vector(double[] interleaved) {
    List<Complex> vector = new ArrayList<>(interleaved.length / 2);
    for (int i = 0; i < interleaved.length; i += 2) {
      vector.add(new Complex(interleaved[i], interleaved[i + 1]));
    }
    return vector;
  }

  /// The entry with the smallest value: the mode nearest to failing.
  public Entry weakest() {
    Entry weakest = entries.getFirst();
    for (Entry entry : entries) {
      if (entry.smallestSingularValue() < weakest.smallestSingularValue()) {
        weakest = entry;
      }
    }
    return weakest;
  }

  /// What the test at the poles alone can say: it holds where every value exceeds its uncertainty,
  /// and is undecidable otherwise, because a computed singular value is never exactly zero by
  /// proof.
  public Verdict verdict() {
    Entry closest = entries.getFirst();
    for (Entry entry : entries) {
      if (entry.smallestSingularValue() * closest.uncertainty()
          < closest.smallestSingularValue() * entry.uncertainty()) {
        closest = entry;
      }
    }
    double value = closest.smallestSingularValue();
    boolean clear = value > closest.uncertainty();
    String reason =
        String.format(
            Locale.ROOT,
            clear
                ? "at every pole the smallest singular value exceeds its uncertainty; nearest is %s"
                    + " with %.3g against %.3g"
                : "at the pole %s the smallest singular value %.3g is not above its uncertainty"
                    + " %.3g",
            words(closest.pole()),
            value,
            closest.uncertainty());
    Evidence evidence =
        new Evidence(
            value,
            closest.uncertainty(),
            DecisionMethod.HAUTUS_TEST,
            closest.poleCondition(),
            reason);
    return clear ? new Verdict.Holds(evidence) : new Verdict.Undecidable(evidence);
  }

  static String words(Complex value) {
    if (value.imaginary() == 0) {
      return String.format(Locale.ROOT, "%.4g", value.real());
    }
    return String.format(
        Locale.ROOT,
        "%.4g %s %.4gi",
        value.real(),
        value.imaginary() < 0 ? "−" : "+",
        Math.abs(value.imaginary()));
  }
}
