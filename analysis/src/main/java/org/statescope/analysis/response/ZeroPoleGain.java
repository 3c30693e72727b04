package org.statescope.analysis.response;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.statescope.analysis.linalg.Resolvent;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.stability.InvariantZeros;

/// The transfer function from one input to one output, as its zeros, poles and gain: G(s) = k ∏(s −
/// zᵢ) / ∏(s − pᵢ).
///
/// Poles that the input does not reach or the output does not see are among both, and cancel.
///
/// @param zeros z, fewer than the poles or as many
/// @param poles p
/// @param gain k, 0 for a transfer function that vanishes
public record ZeroPoleGain(List<Complex> zeros, List<Complex> poles, double gain) {

  /// The zeros, poles and gain from one input to one output.
  ///
  /// - Units: s or z, as the system's time domain has it; indices from 0.
  /// - Shapes: n poles and at most n zeros.
  /// - Modified: nothing.
  /// - Edge cases: a transfer function that vanishes has no zeros and gain 0.
  /// - Tolerance: zeros and poles as eigenvalues have it; the gain is G(s)∏(s − pᵢ)/∏(s − zᵢ) at a
  ///   point far from all of them, to about 2⁻⁵³ times their number.
  /// - Algorithm: [Poles] and [InvariantZeros].
  /// - Cost: about 100 n³ operations.
  public static ZeroPoleGain of(StateSpace system, int output, int input) {
    StateSpace channel = channel(system, output, input);
    List<Complex> poles = Poles.of(channel);
    InvariantZeros invariant = InvariantZeros.of(channel);
    if (invariant.normalRank() == 0) {
      return new ZeroPoleGain(List.of(), poles, 0);
    }
    List<Complex> zeros = invariant.zeros();
    double distance = 1;
    for (Complex value : poles) {
      distance = Math.max(distance, 2 * value.modulus());
    }
    for (Complex value : zeros) {
      distance = Math.max(distance, 2 * value.modulus());
    }
    // A real point to the right of everything: G, and every product, is real there.
    var resolvent = Resolvent.of(channel.a(), channel.b(), channel.c());
    ZMatrixRMaj g = resolvent.at(distance, 0);
    double value = g.getReal(0, 0) + channel.d().get(0, 0);
    return new ZeroPoleGain(zeros, poles, value / ratio(zeros, poles, distance));
  }

  /// ∏(s − zᵢ) / ∏(s − pᵢ) at a real s, taken in turns so that it neither overflows nor underflows.
  private static double ratio(List<Complex> zeros, List<Complex> poles, double s) {
    Complex ratio = Complex.ONE;
    for (int i = 0; i < poles.size(); i++) {
      if (i < zeros.size()) {
        ratio = ratio.times(Complex.real(s).minus(zeros.get(i)));
      }
      ratio = ratio.dividedBy(Complex.real(s).minus(poles.get(i)));
    }
    return ratio.real();
  }

  /// G at a point.
  public Complex at(Complex s) {
    if (!s.isFinite()) {
      throw new IllegalArgumentException("The point is " + s + " but must be finite");
    }
    Complex value = Complex.real(gain);
    for (int i = 0; i < poles.size(); i++) {
      if (i < zeros.size()) {
        value = value.times(s.minus(zeros.get(i)));
      }
      value = value.dividedBy(s.minus(poles.get(i)));
    }
    return value;
  }

  /// The coefficients of the numerator and the denominator, each from the constant term up, the
  /// leading 1 of the denominator included.
  ///
  /// - Tolerance: coefficients are sums of products of roots, so that those of polynomials of high
  ///   degree describe the roots badly; use zeros and poles for anything but display.
  public TransferFunction coefficients() {
    double[] numerator = gain == 0 ? new double[] {0} : polynomial(zeros);
    for (int i = 0; i < numerator.length; i++) {
      numerator[i] *= gain;
    }
    return new TransferFunction(numerator, polynomial(poles));
  }

  private static double[] polynomial(List<Complex> roots) {
    double[] polynomial = new double[roots.size() + 1];
    polynomial[roots.size()] = 1;
    if (!roots.isEmpty()) {
      System.arraycopy(CompanionForm.coefficients(roots), 0, polynomial, 0, roots.size());
    }
    return polynomial;
  }

  private static StateSpace channel(StateSpace system, int output, int input) {
    if (input < 0 || input >= system.inputs() || output < 0 || output >= system.outputs()) {
      throw new IllegalArgumentException(
          "The system has "
              + system.outputs()
              + " outputs and "
              + system.inputs()
              + " inputs, so there is none from input "
              + input
              + " to output "
              + output);
    }
    DMatrixRMaj b = new DMatrixRMaj(system.order(), 1);
    DMatrixRMaj c = new DMatrixRMaj(1, system.order());
    for (int i = 0; i < system.order(); i++) {
      b.set(i, 0, system.b().get(i, input));
      c.set(0, i, system.c().get(output, i));
    }
    DMatrixRMaj d = new DMatrixRMaj(new double[][] {{system.d().get(output, input)}});
    return new StateSpace(system.a(), b, c, d, system.timeDomain());
  }
}
