package org.statescope.analysis.design;

import java.util.BitSet;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;

/// Modes that leave a companion system by its open end alone, which is C of the controllable form
/// and B of the observable one; A stays.
///
/// - Formula: with p(s) = ∏ (s − λᵢ) and c(s) = Σ cₖ sᵏ the response is c(s)/p(s) = Σ rᵢ/(s − λᵢ),
///   rᵢ = c(λᵢ)/p'(λᵢ). Taking c − Σⱼ rⱼ qⱼ with qⱼ(s) = p(s)/(s − λⱼ) for c makes the residues of
///   the removed modes 0 and keeps all others. This is linear in c: c ← T c, T = I − Σⱼ qⱼ vⱼᵀ with
///   (vⱼ)ₖ = λⱼᵏ/p'(λⱼ), real because conjugates go together.
/// - Where it holds: T is one matrix for all tokens, so it can be multiplied into the projection
///   that makes C (or B) of a token. Every step of a layer is a function of ΔA, with one A: all
///   steps share their modes, and along a text yₜ is the sum over the modes of what each of them
///   does alone, with the residue that the token's C (or B) gives it. T therefore removes these
///   modes from every token's output and keeps the others, whatever the steps Δ; under the bilinear
///   rule, the zero-order hold and Euler's.
/// - Edge cases: a mode whose pole is not stable keeps its pole in A, whose state would grow
///   without limit, and a multiple pole has no residue of its own: neither can leave so, see
///   [#canLeave].
/// - Tolerance: rounding T c to floats leaves 6·10⁻⁸ κⱼ of a mode, κⱼ = ‖qⱼ‖ ‖vⱼ‖.
final class RemovedModes {
  /// κ above which what a float leaves of a mode, one part in a hundred, is no removal.
  static final double LARGEST_CONDITION = 1.6e5;

  private final LayerDesign design;
  private final List<Complex> poles;
  private final List<Integer> states;

  private RemovedModes(LayerDesign design, List<Integer> states) {
    this.design = design;
    this.states = states;
    poles = design.poles(0);
  }

  /// The modes that one design of a layer has and another has not.
  static RemovedModes between(LayerDesign before, LayerDesign after) {
    BitSet fresh = (BitSet) after.removed().clone();
    fresh.andNot(before.removed());
    return new RemovedModes(before, fresh.stream().boxed().toList());
  }

  /// Whether the systems of a layer have one A and one open end.
  static boolean isPossible(LayerDesign design) {
    return design.bank() instanceof CompanionBank bank && bank.count() == 1;
  }

  /// Whether the mode of a state can leave by the open end.
  static boolean canLeave(LayerDesign design, int state) {
    if (!isPossible(design) || !(design.pole(0, state).real() < 0)) {
      return false;
    }
    RemovedModes one = new RemovedModes(design, List.of(state));
    double condition = norm(one.quotient(state)) * norm(one.values(state));
    return condition <= LARGEST_CONDITION;
  }

  /// T, order×order by rows.
  double[] openEnd() {
    int n = poles.size();
    double[] map = new double[n * n];
    for (int i = 0; i < n; i++) {
      map[i * n + i] = 1;
    }
    for (int state : states) {
      Complex[] quotient = quotient(state);
      Complex[] values = values(state);
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
          map[i * n + k] -= quotient[i].times(values[k]).real();
        }
      }
    }
    return map;
  }

  /// Σ |rⱼ| / |Re λⱼ|, the most that the modes add to the H∞ norm; infinite where one is heard and
  /// not stable.
  double peaks() {
    double sum = 0;
    for (int state : states) {
      double gain = residue(state).modulus();
      double rate = -poles.get(state).real();
      if (gain > 0) {
        sum += rate > 0 ? gain / rate : Double.POSITIVE_INFINITY;
      }
    }
    return sum;
  }

  /// The sum of the modes as a system; empty sums have none.
  StateSpace system() {
    int n = states.size();
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    DMatrixRMaj c = new DMatrixRMaj(1, n);
    int at = 0;
    for (int state : states) {
      Complex pole = poles.get(state);
      Complex gain = residue(state);
      if (pole.imaginary() < 0) {
        continue;
      }
      b.set(at, 0, 1);
      a.set(at, at, pole.real());
      if (pole.isReal()) {
        c.set(0, at, gain.real());
        at++;
      } else {
        a.set(at, at + 1, -pole.imaginary());
        a.set(at + 1, at, pole.imaginary());
        a.set(at + 1, at + 1, pole.real());
        c.set(0, at, 2 * gain.real());
        c.set(0, at + 1, -2 * gain.imaginary());
        at += 2;
      }
    }
    return StateSpace.strictlyProper(a, b, c, TimeDomain.continuous());
  }

  boolean isEmpty() {
    return states.isEmpty();
  }

  /// A vector through a map, order×order by rows.
  static double[] times(double[] map, double[] vector) {
    int n = vector.length;
    double[] product = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        product[i] += map[i * n + k] * vector[k];
      }
    }
    return product;
  }

  private Complex residue(int state) {
    double[] output = ((CompanionBank) design.bank()).output();
    Complex[] values = values(state);
    Complex sum = Complex.ZERO;
    for (int k = 0; k < values.length; k++) {
      sum = sum.plus(values[k].times(output[k]));
    }
    return sum;
  }

  /// qⱼ: the coefficients of ∏ (s − λᵢ) over the other poles, lowest first.
  private Complex[] quotient(int state) {
    Complex[] product = new Complex[poles.size()];
    java.util.Arrays.fill(product, Complex.ZERO);
    product[0] = Complex.ONE;
    int degree = 0;
    for (int other = 0; other < poles.size(); other++) {
      if (other == state) {
        continue;
      }
      degree++;
      for (int k = degree; k >= 0; k--) {
        Complex lower = k > 0 ? product[k - 1] : Complex.ZERO;
        product[k] = lower.minus(poles.get(other).times(product[k]));
      }
    }
    return product;
  }

  /// vⱼ: λⱼᵏ / p'(λⱼ).
  private Complex[] values(int state) {
    Complex pole = poles.get(state);
    Complex slope = Complex.ONE;
    for (int other = 0; other < poles.size(); other++) {
      slope = other == state ? slope : slope.times(pole.minus(poles.get(other)));
    }
    Complex[] values = new Complex[poles.size()];
    Complex power = slope.reciprocal();
    for (int k = 0; k < values.length; k++) {
      values[k] = power;
      power = power.times(pole);
    }
    return values;
  }

  /// NaN where a pole is multiple, which is above no limit and below none.
  private static double norm(Complex[] vector) {
    double sum = 0;
    for (Complex entry : vector) {
      sum += entry.real() * entry.real() + entry.imaginary() * entry.imaginary();
    }
    return Math.sqrt(sum);
  }
}
