package org.statescope.analysis.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.response.FrequencyResponse;

/// Modes that leave a companion layer with one A by its open end, against partial fractions and
/// against the recurrence along a text.
class RemovedModesTest {
  private static final int TOKENS = 200;

  private static CompanionBank shared(List<Complex> poles, Random random) {
    double[] output = random.doubles(poles.size(), -1, 1).toArray();
    return new CompanionBank(
        1, poles.size(), CompanionForm.coefficients(poles), output, TimeDomain.continuous());
  }

  private static CompanionBank shared(int order, long seed) {
    return shared(new SeededBanks(seed).poles(order), new Random(seed));
  }

  private static EditedNetwork edited(CompanionBank bank, PoleEdit... edits) {
    return EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.of(edits));
  }

  /// c(λ) / p'(λ) from the definition.
  private static Complex residue(double[] output, List<Complex> poles, int state) {
    Complex numerator = Complex.ZERO;
    for (int k = output.length - 1; k >= 0; k--) {
      numerator = numerator.times(poles.get(state)).plus(Complex.real(output[k]));
    }
    for (int other = 0; other < poles.size(); other++) {
      if (other != state) {
        numerator = numerator.dividedBy(poles.get(state).minus(poles.get(other)));
      }
    }
    return numerator;
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "5, 2", "6, 3", "7, 4", "8, 5"})
  void theResiduesOfTheOthersStayAndAStaysToTheBit(int order, long seed) {
    CompanionBank bank = shared(order, seed);
    List<Complex> poles = edited(bank).poles(0, 0);
    for (int state = 0; state < order; state++) {
      EditedNetwork pruned = edited(bank, new PruneState(0, PoleEdit.ALL, state));
      CompanionBank after = (CompanionBank) pruned.network().layers().getFirst().channels();
      assertArrayEquals(bank.coefficients(), after.coefficients());
      Set<Integer> gone = pruned.removedStates(0);
      assertEquals(poles.get(state).isReal() ? 1 : 2, gone.size());
      assertEquals(gone, pruned.applied().getFirst().removedStates());
      assertEquals(0, pruned.applied().getFirst().movedPoles());
      assertEquals(poles, pruned.poles(0, 0));
      for (int other = 0; other < order; other++) {
        Complex before = residue(bank.output(), poles, other);
        Complex expected = gone.contains(other) ? Complex.ZERO : before;
        Complex found = residue(after.output(), poles, other);
        assertEquals(0, expected.distanceTo(found), 1e-9 * (1 + before.modulus()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void alongATextTheOutputLosesTheModeAndNothingElse(boolean observable) {
    int order = 6;
    CompanionBank bank = shared(order, 11);
    List<Complex> poles = edited(bank).poles(0, 0);
    int state = 4;
    EditedNetwork pruned = edited(bank, new PruneState(0, 0, state));
    double[] map = pruned.openEnd(0).orElseThrow();
    Random random = new Random(12);
    double[] steps = random.doubles(TOKENS, 0.05, 1.5).toArray();
    double[] inputs = random.doubles(TOKENS, -1, 1).toArray();
    List<double[]> open = new ArrayList<>();
    List<double[]> folded = new ArrayList<>();
    for (int t = 0; t < TOKENS; t++) {
      double[] vector = random.doubles(order, -1, 1).toArray();
      open.add(vector);
      folded.add(RemovedModes.times(map, vector));
    }
    double[] whole = outputs(bank.coefficients(), observable, steps, inputs, open);
    double[] kept = outputs(bank.coefficients(), observable, steps, inputs, folded);
    double[] gone = new double[TOKENS];
    for (int one : pruned.removedStates(0)) {
      addMode(gone, poles, one, observable, steps, inputs, open);
    }
    double largest = 0;
    for (int t = 0; t < TOKENS; t++) {
      assertEquals(whole[t] - gone[t], kept[t], 1e-9, "token " + t);
      largest = Math.max(largest, Math.abs(gone[t]));
    }
    assertTrue(largest > 0.1, "the mode is not heard: " + largest);
  }

  /// The recurrence (I − ΔA/2) h ← (I + ΔA/2) h + Δ B u with a selective end, as matrices.
  private static double[] outputs(
      double[] coefficients,
      boolean observable,
      double[] steps,
      double[] inputs,
      List<double[]> open) {
    int n = coefficients.length;
    DMatrixRMaj a =
        observable
            ? CompanionForm.observable(coefficients)
            : CompanionForm.controllable(coefficients);
    DMatrixRMaj h = new DMatrixRMaj(n, 1);
    double[] outputs = new double[steps.length];
    for (int t = 0; t < steps.length; t++) {
      DMatrixRMaj left = CommonOps_DDRM.identity(n);
      CommonOps_DDRM.addEquals(left, -steps[t] / 2, a);
      DMatrixRMaj right = h.copy();
      CommonOps_DDRM.multAdd(steps[t] / 2, a, h, right);
      for (int i = 0; i < n; i++) {
        double b = observable ? open.get(t)[i] : i == n - 1 ? 1 : 0;
        right.add(i, 0, steps[t] * b * inputs[t]);
      }
      CommonOps_DDRM.solve(left, right, h);
      for (int i = 0; i < n; i++) {
        outputs[t] += (observable ? (i == n - 1 ? 1 : 0) : open.get(t)[i]) * h.get(i, 0);
      }
    }
    return outputs;
  }

  /// What one mode adds: z ← (1 + Δλ/2)/(1 − Δλ/2) z + Δ/(1 − Δλ/2) r u, with the token's residue
  /// at the end that is selective.
  private static void addMode(
      double[] outputs,
      List<Complex> poles,
      int state,
      boolean observable,
      double[] steps,
      double[] inputs,
      List<double[]> open) {
    Complex z = Complex.ZERO;
    for (int t = 0; t < steps.length; t++) {
      Complex half = poles.get(state).times(steps[t] / 2);
      Complex solve = Complex.ONE.minus(half).reciprocal();
      Complex gain = residue(open.get(t), poles, state);
      Complex in = (observable ? gain : Complex.ONE).times(steps[t] * inputs[t]);
      z = Complex.ONE.plus(half).times(z).plus(in).times(solve);
      outputs[t] += (observable ? z : z.times(gain)).real();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theChangeIsTheModesAndKeepsItsBound(long seed) {
    CompanionBank bank = shared(6, seed);
    for (PoleEdit edit :
        List.of(
            new PruneState(0, 0, 1), new PruneState(0, PoleEdit.ALL, 5), new TruncateLayer(0, 3))) {
      AppliedEdit applied = edited(bank, edit).applied().getFirst();
      var change = assertInstanceOf(Prediction.Finite.class, applied.predict(0));
      assertTrue(change.change() <= change.bound(), change::toString);
      assertEquals(change.bound(), applied.bound(0));
      assertEquals(BoundKind.MODAL_SUM, change.kind());
      double[] frequencies = {0, 0.1, 0.5, 1, 2, 5, change.frequency()};
      FrequencyResponse before = FrequencyResponse.of(applied.before().system(0), frequencies);
      FrequencyResponse after = FrequencyResponse.of(applied.after().system(0), frequencies);
      double largest = 0;
      for (int i = 0; i < frequencies.length; i++) {
        double real = before.values().get(i).getReal(0, 0) - after.values().get(i).getReal(0, 0);
        double imaginary =
            before.values().get(i).getImag(0, 0) - after.values().get(i).getImag(0, 0);
        largest = Math.max(largest, Math.hypot(real, imaginary));
      }
      assertEquals(change.change(), largest, 1e-8 * change.change(), edit::toString);
    }
  }

  @Test
  void aRealModeThatLeavesTakesItsWholeBound() {
    CompanionBank bank = shared(5, 21);
    List<Complex> poles = edited(bank).poles(0, 0);
    int state = 0;
    while (!poles.get(state).isReal()) {
      state++;
    }
    AppliedEdit applied = edited(bank, new PruneState(0, 0, state)).applied().getFirst();
    var change = assertInstanceOf(Prediction.Finite.class, applied.predict(0));
    double expected = residue(bank.output(), poles, state).modulus() / -poles.get(state).real();
    assertEquals(expected, change.change(), 1e-9 * expected);
    assertEquals(0, change.frequency());
  }

  @Test
  void truncationKeepsTheModeThatIsHeardMost() {
    CompanionBank bank = shared(6, 31);
    EditedNetwork cut = edited(bank, new TruncateLayer(0, 4));
    List<Complex> poles = cut.poles(0, 0);
    double mostKept = 0;
    double mostGone = 0;
    for (int state = 0; state < 6; state++) {
      double peak = residue(bank.output(), poles, state).modulus() / -poles.get(state).real();
      if (cut.removedStates(0).contains(state)) {
        mostGone = Math.max(mostGone, peak);
      } else {
        mostKept = Math.max(mostKept, peak);
      }
    }
    assertEquals(2, cut.removedStates(0).size());
    assertTrue(mostGone < mostKept, mostGone + " " + mostKept);
    EditedNetwork again = edited(bank, new TruncateLayer(0, 4), new TruncateLayer(0, 2));
    assertTrue(again.removedStates(0).containsAll(cut.removedStates(0)));
  }

  @Test
  void whatHasLeftStaysAwayWhenOthersMove() {
    CompanionBank bank = shared(6, 41);
    List<Complex> poles = edited(bank).poles(0, 0);
    int moved = poles.get(0).isReal() ? 0 : 2;
    int gone = 5;
    PoleEdits edits =
        PoleEdits.of(
            new PruneState(0, 0, gone),
            new MovePole(0, 0, moved, poles.get(moved).times(1.5)),
            new ClampPoles(0, 0, 0.9),
            new PruneState(0, 0, gone));
    EditedNetwork edited = EditedNetwork.apply(SeededBanks.network(bank), edits);
    CompanionBank after = (CompanionBank) edited.network().layers().getFirst().channels();
    assertEquals(poles.get(gone), edited.poles(0, 0).get(gone));
    assertEquals(0, residue(after.output(), edited.poles(0, 0), gone).modulus(), 1e-9);
    var total = assertInstanceOf(Prediction.Finite.class, edited.total(0, 0));
    assertTrue(total.change() <= total.bound(), total::toString);
    assertEquals(0, edited.applied().getLast().systems().length);
    IllegalArgumentException refused =
        assertThrows(
            RefusedEditException.class,
            () ->
                EditedNetwork.apply(
                    SeededBanks.network(bank),
                    PoleEdits.of(
                        new PruneState(0, 0, gone), new MovePole(0, 0, gone, new Complex(-1, 1)))));
    assertTrue(String.valueOf(refused.getMessage()).contains("has been removed"));
  }

  @Test
  void unstableAndMultiplePolesForgetInstead() {
    Random random = new Random(51);
    List<Complex> unstable =
        List.of(Complex.real(0.2), Complex.real(-1), new Complex(-1, 2), new Complex(-1, -2));
    List<Complex> multiple = List.of(Complex.real(-1), Complex.real(-1), Complex.real(-3));
    for (List<Complex> poles : List.of(unstable, multiple)) {
      CompanionBank bank = shared(poles, random);
      List<Complex> found = edited(bank).poles(0, 0);
      int state = 0;
      while (Math.abs(found.get(state).real() - poles.getFirst().real()) > 1e-3) {
        state++;
      }
      EditedNetwork pruned = edited(bank, new PruneState(0, 0, state));
      assertTrue(pruned.openEnd(0).isEmpty());
      assertTrue(pruned.removedStates(0).isEmpty());
      assertEquals(Complex.real(-4), pruned.poles(0, 0).get(state));
    }
  }

  @Test
  void channelsWithAnAOfTheirOwnForgetInstead() {
    CompanionBank bank = new SeededBanks(61).companion(4);
    EditedNetwork pruned =
        EditedNetwork.apply(
            SeededBanks.network(bank), PoleEdits.of(new PruneState(0, PoleEdit.ALL, 0)));
    assertFalse(pruned.openEnd(0).isPresent());
    assertTrue(pruned.applied().getFirst().movedPoles() > 0);
    CompanionBank one = shared(4, 61);
    assertSame(one.coefficients(), ((CompanionBank) untouched(one)).coefficients());
  }

  private static Object untouched(CompanionBank bank) {
    return edited(bank).network().layers().getFirst().channels();
  }
}
