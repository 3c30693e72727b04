package org.statescope.analysis.response;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.statescope.analysis.gramian.ModelReduction;
import org.statescope.analysis.gramian.PreciseBalancing;
import org.statescope.analysis.linalg.BigMatrix;
import org.statescope.analysis.linalg.BigResolvent;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;

/// What balanced truncation costs: the H∞ norm of G − Gᵣ, of the truncation itself and of the
/// reduced system as it is stored.
///
/// - Formula: sup over ω of σ_max(G − Gᵣ), once with Gᵣ as balancing defines it and once with its
///   matrices rounded to doubles. The rounding alone moves a response by about 5·10⁻¹³σ₁, so that
///   an error near that size is one thing in theory and another for whoever uses the matrices.
/// - Modified: nothing.
/// - Edge cases: an order that [ModelReduction#truncated] refuses is refused; so is a reduced
///   system that rounding made unstable. Below 10⁻³⁰σ₁ the truncation's own error is all rounding.
/// - Tolerance: with a hundred digits the gains are exact to a double's last digits and the peaks
///   are found to about 10⁻⁸; with doubles both errors are the same number, good to a small
///   multiple of 2⁻⁵³ of the gains of G.
/// - Algorithm: the truncation's error is also C̃ Δ⁻¹ B̃ with the states that are removed, see
///   [TruncatedStates], which doubles evaluate without cancellation: that finds the peak. There,
///   and where [ResponseDifference] finds the peak of the stored system, both differences are
///   evaluated with a hundred digits.
/// - Cost: that of [ResponseDifference] and, with a hundred digits, 0.1 s at n = 16.
///
/// @param ofTruncation the error that theory bounds
/// @param asStored the error of the reduced system in doubles
/// @param frequency where the truncation's own error is largest, rad/s
/// @param arithmetic what the errors were computed with
public record TruncationError(
    double ofTruncation, double asStored, double frequency, Arithmetic arithmetic) {
  /// What errors were computed with.
  public enum Arithmetic {
    /// The error is far above rounding, or the system too large for more: one number for both.
    DOUBLES,
    /// Both were evaluated with a hundred digits.
    HUNDRED_DIGITS
  }

  /// Relative to the truncation's own error: a smaller difference is not worth a word.
  private static final double NOTEWORTHY = 1e-6;

  /// The errors of the truncation to an order.
  public static TruncationError of(ModelReduction reduction, int order) {
    StateSpace stored = reduction.truncated(order).system();
    ResponseDifference difference = ResponseDifference.of(reduction.system(), stored);
    return reduction
        .precise()
        .map(precise -> precisely(reduction.system(), precise, stored, difference.frequency()))
        .orElseGet(
            () ->
                new TruncationError(
                    difference.value(),
                    difference.value(),
                    difference.frequency(),
                    Arithmetic.DOUBLES));
  }

  private static TruncationError precisely(
      StateSpace system, PreciseBalancing precise, StateSpace stored, double storedPeak) {
    int order = stored.order();
    double peak = order < precise.order() ? peak(system, precise, stored) : storedPeak;
    BigResolvent whole = resolvent(system);
    BigResolvent ideal = precise.truncated(order);
    BigResolvent rounded = resolvent(stored);
    double atPeak = gain(whole, ideal, system, peak);
    double atStoredPeak = gain(whole, ideal, system, storedPeak);
    return new TruncationError(
        Math.max(atPeak, atStoredPeak),
        Math.max(gain(whole, rounded, system, peak), gain(whole, rounded, system, storedPeak)),
        atPeak >= atStoredPeak ? peak : storedPeak,
        Arithmetic.HUNDRED_DIGITS);
  }

  private static double peak(StateSpace system, PreciseBalancing precise, StateSpace stored) {
    List<Complex> poles = new ArrayList<>(Poles.of(system));
    poles.addAll(Poles.of(stored));
    TruncatedStates states = TruncatedStates.of(precise, stored.order());
    DoubleUnaryOperator gain =
        frequency -> {
          Complex s = point(system, frequency);
          return states.gain(s.real(), s.imaginary());
        };
    return FrequencyPeak.of(gain, system.timeDomain(), poles).frequency();
  }

  private static BigResolvent resolvent(StateSpace system) {
    return new BigResolvent(
        BigMatrix.of(system.a()), BigMatrix.of(system.b()), BigMatrix.of(system.c()));
  }

  private static double gain(
      BigResolvent first, BigResolvent second, StateSpace system, double frequency) {
    if (Double.isInfinite(frequency)) {
      return 0;
    }
    Complex s = point(system, frequency);
    return SpectralNorm.of(first.minus(second, s.real(), s.imaginary()));
  }

  private static Complex point(StateSpace system, double frequency) {
    return switch (system.timeDomain()) {
      case Continuous() -> new Complex(0, frequency);
      case Discrete(double samplePeriod) -> Complex.polar(1, frequency * samplePeriod);
    };
  }

  /// Whether rounding the reduced matrices changed the error by more than 10⁻⁶ of it.
  public boolean isChangedByStoring() {
    return Math.abs(asStored - ofTruncation) > NOTEWORTHY * ofTruncation;
  }
}
