package org.statescope.analysis.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.ZMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SystemBank;
import org.statescope.analysis.response.FrequencyResponse;

/// What an edit does to the frozen responses, against its bound and against the responses
/// themselves.
class PredictionTest {
  private static final double[] FREQUENCIES = {0, 0.01, 0.1, 0.3, 0.7, 1, 1.5, 2, 3, 5, 10, 100};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noChangeExceedsItsBoundAndNoGainExceedsTheChange(long seed) {
    int order = 4 + 2 * (int) (seed % 3);
    for (SystemBank bank : new SeededBanks(seed).all(order)) {
      for (PoleEdit edit : edits(bank)) {
        EditedNetwork edited = EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.of(edit));
        AppliedEdit applied = edited.applied().getFirst();
        for (int system : applied.systems()) {
          var prediction =
              assertInstanceOf(Prediction.Finite.class, applied.predict(system), edit::toString);
          assertTrue(
              prediction.change() <= prediction.bound(),
              () -> edit + " on " + bank.getClass().getSimpleName() + ": " + prediction);
          assertEquals(prediction.bound(), applied.bound(system));
          assertEquals(prediction, edited.total(0, system));
          assertNoGainAbove(prediction.change(), applied, system);
        }
      }
    }
  }

  @Test
  void theBoundOfARealModeThatIsLeftOutIsReached() {
    DiagonalBank bank = new SeededBanks(9).diagonal(4);
    AppliedEdit applied = only(bank, new PruneState(0, PoleEdit.ALL, 2));
    var prediction = assertInstanceOf(Prediction.Finite.class, applied.predict(1));
    double contribution =
        Math.abs(bank.system(1).b().get(2, 0) * bank.system(1).c().get(0, 2) / bank.poles()[6]);
    assertEquals(contribution, prediction.change(), 1e-12 * contribution);
    assertEquals(contribution, prediction.bound(), 1e-9 * contribution);
    assertEquals(0, prediction.frequency());
    assertEquals(BoundKind.MODAL_SUM, prediction.kind());
  }

  @Test
  void aMovedCompanionPoleScalesTheResponseByTheRatioOfItsFactors() {
    CompanionBank bank = new SeededBanks(10).companion(4);
    EditableNetwork network = SeededBanks.network(bank);
    List<Complex> poles = EditedNetwork.apply(network, PoleEdits.NONE).poles(0, 0);
    int state = poles.get(0).isReal() ? 0 : poles.get(2).isReal() ? 2 : 3;
    AppliedEdit applied = only(bank, new MovePole(0, 0, state, Complex.real(-3)));
    for (double frequency : FREQUENCIES) {
      Complex s = new Complex(0, frequency);
      Complex ratio = s.minus(poles.get(state)).dividedBy(s.minus(Complex.real(-3)));
      Complex expected = at(applied.before(), 0, frequency).times(ratio);
      assertEquals(
          0, expected.distanceTo(at(applied.after(), 0, frequency)), 1e-10 * expected.modulus());
    }
  }

  @Test
  void statesOfAHeadAreLeftOutByTheirShareOfItsGain() {
    ScalarBank bank =
        new ScalarBank(
            1,
            3,
            new double[] {-2},
            new double[] {1, 2, 3},
            new double[] {1, -1, 4},
            TimeDomain.continuous());
    AppliedEdit applied = only(bank, new TruncateLayer(0, 1));
    assertEquals(java.util.Set.of(0, 1), applied.removedStates());
    var prediction = assertInstanceOf(Prediction.Finite.class, applied.predict(0));
    assertEquals(0.5, prediction.change(), 1e-12);
  }

  @Test
  void balancedTruncationIsComparedWithForTruncationsOnly() {
    SystemBank bank = new SeededBanks(11).schwarz(6);
    assertTrue(only(bank, new TruncateLayer(0, 6)).balancedBound(0).orElseThrow() == 0);
    double four = only(bank, new TruncateLayer(0, 4)).balancedBound(0).orElseThrow();
    double two = only(bank, new TruncateLayer(0, 2)).balancedBound(0).orElseThrow();
    assertTrue(0 < four && four < two);
    assertTrue(only(bank, new PruneState(0, 0, 0)).balancedBound(0).isEmpty());
  }

  @Test
  void anUnstablePoleThatMovesHasNoLimit() {
    DiagonalBank bank =
        new DiagonalBank(
            1,
            2,
            new double[] {0.5, -1},
            new double[] {1, 1},
            new double[] {1, 1},
            TimeDomain.continuous());
    AppliedEdit applied = only(bank, new ClampPoles(0, PoleEdit.ALL, 0.1));
    var prediction = assertInstanceOf(Prediction.Unlimited.class, applied.predict(0));
    assertTrue(prediction.reason().contains("layer 0 (layers.0)"), prediction::reason);
    assertEquals(Double.POSITIVE_INFINITY, applied.bound(0));
    // The pole that is not stable stays as it is, so it takes no part in the change.
    assertInstanceOf(
        Prediction.Finite.class, only(bank, new MovePole(0, 0, 1, Complex.real(-2))).predict(0));
  }

  @Test
  void aSystemThatNoEditTouchedDoesNotChange() {
    for (SystemBank bank : new SeededBanks(12).all(4)) {
      AppliedEdit applied = only(bank, new PruneState(0, 1, 0));
      var prediction = assertInstanceOf(Prediction.Finite.class, applied.predict(2));
      assertEquals(0, prediction.change());
      assertEquals(0, prediction.bound());
    }
  }

  private static List<PoleEdit> edits(SystemBank bank) {
    List<PoleEdit> edits = new ArrayList<>();
    List<Complex> poles =
        EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.NONE).poles(0, 1);
    for (int state = 0; state < bank.order(); state++) {
      Complex pole = poles.get(state);
      edits.add(new MovePole(0, 1, state, new Complex(1.4 * pole.real(), 0.9 * pole.imaginary())));
    }
    edits.add(new ClampPoles(0, PoleEdit.ALL, 0.7));
    edits.add(new ClampPoles(0, PoleEdit.ALL, 0.1, 0.8));
    edits.add(new PruneState(0, 1, 0));
    edits.add(new PruneState(0, PoleEdit.ALL, bank.order() - 1));
    edits.add(new TruncateLayer(0, Math.max(1, bank.order() / 2)));
    return edits;
  }

  private static AppliedEdit only(SystemBank bank, PoleEdit edit) {
    return EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.of(edit)).applied().getFirst();
  }

  private static void assertNoGainAbove(double change, AppliedEdit applied, int system) {
    for (double frequency : FREQUENCIES) {
      Complex old = at(applied.before(), system, frequency);
      double gain = old.distanceTo(at(applied.after(), system, frequency));
      assertTrue(gain <= change + 1e-9 * old.modulus(), () -> applied.edit() + " at " + frequency);
    }
  }

  private static Complex at(SystemBank bank, int system, double frequency) {
    ZMatrixRMaj response = FrequencyResponse.at(bank.system(system), frequency);
    return new Complex(response.getReal(0, 0), response.getImag(0, 0));
  }
}
