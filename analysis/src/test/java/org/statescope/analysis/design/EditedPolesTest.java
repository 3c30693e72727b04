package org.statescope.analysis.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SystemBank;

/// The poles that an edited bank has are those that were asked for, and no others moved.
class EditedPolesTest {
  /// Roots of the canonical forms at these orders have conditions of a few thousands.
  private static final double TOLERANCE = 1e-9;

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 7, 8})
  void movedPolesAreWhereTheyWereMovedAndOthersStay(int order) {
    for (SystemBank bank : new SeededBanks(order).all(order)) {
      EditableNetwork network = SeededBanks.network(bank);
      for (int state = 0; state < bank.order(); state++) {
        Complex old = EditedNetwork.apply(network, PoleEdits.NONE).poles(0, 1).get(state);
        boolean complex = !old.isReal();
        Complex to = complex ? new Complex(-0.77, old.imaginary() * 1.3) : Complex.real(-0.77);
        EditedNetwork edited =
            EditedNetwork.apply(network, PoleEdits.of(new MovePole(0, 1, state, to)));
        assertEquals(to, edited.poles(0, 1).get(state));
        assertRealised(edited, bank);
        assertArrayEquals(new int[] {1}, edited.applied().getFirst().systems());
        assertEquals(complex ? 2 : 1, edited.applied().getFirst().movedPoles());
        assertOtherSystemsAreTheSame(bank, edited.network().layers().getFirst().channels());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7})
  void aRemadeNetworkIsTheOneThatIsMadeAnewAndKeepsWhatIsTheSame(int order) {
    List<SystemBank> banks = new SeededBanks(order).all(order);
    EditableNetwork network = SeededBanks.network(banks);
    PoleEdits early = PoleEdits.of(new ClampPoles(4, PoleEdit.ALL, 0.6), new ClampPoles(3, 1, 0.5));
    EditedNetwork before = EditedNetwork.apply(network, early.with(clampOf(3, 0.7)));
    for (PoleEdits edits :
        List.of(
            early.with(clampOf(3, 0.8)),
            early.with(clampOf(4, 0.9)),
            early,
            PoleEdits.of(new ClampPoles(3, 1, 0.5), clampOf(0, 1)),
            PoleEdits.NONE)) {
      EditedNetwork remade = before.remade(edits);
      EditedNetwork anew = EditedNetwork.apply(network, edits);
      assertEquals(edits, remade.edits());
      assertEquals(anew.editedLayers(), remade.editedLayers());
      for (int layer = 0; layer < banks.size(); layer++) {
        assertArrayEquals(anew.movedSystems(layer), remade.movedSystems(layer));
        for (int system = 0; system < banks.get(layer).count(); system++) {
          assertEquals(anew.poles(layer, system), remade.poles(layer, system));
          assertArrayEquals(
              anew.network().layers().get(layer).channels().system(system).a().data,
              remade.network().layers().get(layer).channels().system(system).a().data);
          assertEquals(anew.total(layer, system), remade.total(layer, system));
        }
      }
      boolean beginsTheSame = edits.size() >= 2 && edits.first(2).equals(early);
      if (beginsTheSame) {
        assertSame(before.applied().getFirst(), remade.applied().getFirst());
        assertSame(before.applied().get(1), remade.applied().get(1));
      }
      for (AppliedEdit applied : remade.applied()) {
        if (applied.edit().layer() == 3 && applied == remade.applied().get(0)) {
          assertSame(before.applied().get(1).designBefore(), applied.designBefore());
        }
      }
    }
    assertThrows(
        RefusedEditException.class, () -> before.remade(early.with(new TruncateLayer(9, 1))));
  }

  private static ClampPoles clampOf(int layer, double rate) {
    return new ClampPoles(layer, PoleEdit.ALL, rate);
  }

  @Test
  void aPairThatIsMovedOntoTheRealAxisBecomesADoublePole() {
    for (SystemBank bank : canonical()) {
      EditableNetwork network = SeededBanks.network(bank);
      int state = firstComplex(network);
      EditedNetwork edited =
          EditedNetwork.apply(network, PoleEdits.of(new MovePole(0, 1, state, Complex.real(-0.9))));
      assertEquals(
          2, edited.poles(0, 1).stream().filter(pole -> pole.equals(Complex.real(-0.9))).count());
    }
  }

  @Test
  void twoRealPolesBecomeAPair() {
    for (SystemBank bank : canonical()) {
      EditableNetwork network = SeededBanks.network(bank);
      List<Complex> poles = EditedNetwork.apply(network, PoleEdits.NONE).poles(0, 1);
      List<Integer> real = new ArrayList<>();
      for (int i = 0; i < poles.size(); i++) {
        if (poles.get(i).isReal()) {
          real.add(i);
        }
      }
      Complex to = new Complex(-0.6, 0.2);
      EditedNetwork edited =
          EditedNetwork.apply(
              network, PoleEdits.of(new MovePole(0, 1, real.get(0), to, real.get(1))));
      assertEquals(to, edited.poles(0, 1).get(real.get(0)));
      assertEquals(to.conjugate(), edited.poles(0, 1).get(real.get(1)));
      assertRealised(edited, bank);
    }
  }

  @Test
  void clampedRatesLieInTheRangeAndOthersStay() {
    for (SystemBank bank : new SeededBanks(5).all(6)) {
      EditableNetwork network = SeededBanks.network(bank);
      EditedNetwork edited =
          EditedNetwork.apply(network, PoleEdits.of(new ClampPoles(0, PoleEdit.ALL, 0.7, 1.1)));
      EditedNetwork none = EditedNetwork.apply(network, PoleEdits.NONE);
      int outside = 0;
      for (int system = 0; system < bank.count(); system++) {
        for (int state = 0; state < bank.order(); state++) {
          Complex old = none.poles(0, system).get(state);
          Complex pole = edited.poles(0, system).get(state);
          assertEquals(Math.clamp(old.real(), -1.1, -0.7), pole.real());
          assertEquals(old.imaginary(), pole.imaginary());
          outside += old.real() > -0.7 || old.real() < -1.1 ? 1 : 0;
        }
      }
      assertTrue(outside > 0);
      assertEquals(outside, edited.applied().getFirst().movedPoles());
      assertRealised(edited, bank);
    }
  }

  @Test
  void clampsMakeAnUnstableCompanionStable() {
    CompanionBank bank = new SeededBanks(8).companion(4);
    EditableNetwork network = SeededBanks.network(bank);
    PoleEdits unstable =
        PoleEdits.of(new MovePole(0, 2, firstComplex(network), new Complex(0.3, 2)));
    assertTrue(
        EditedNetwork.apply(network, unstable).poles(0, 2).stream()
            .anyMatch(pole -> pole.real() > 0));
    EditedNetwork edited = EditedNetwork.apply(network, unstable.with(new ClampPoles(0, 2, 0.05)));
    for (Complex pole : Poles.of(edited.network().layers().getFirst().channels().system(2))) {
      assertTrue(pole.real() <= -0.05 + TOLERANCE);
    }
  }

  @Test
  void aPrunedStateOfADiagonalLayerIsLeftOutOfAllSystemsExactly() {
    DiagonalBank real = new SeededBanks(1).diagonal(5);
    ComplexDiagonalBank complex = new SeededBanks(2).complex(3);
    EditedNetwork edited =
        EditedNetwork.apply(
            SeededBanks.network(List.of(real, complex)),
            PoleEdits.of(new PruneState(0, PoleEdit.ALL, 3), new PruneState(1, PoleEdit.ALL, 5)));
    assertEquals(Set.of(3), edited.removedStates(0));
    assertEquals(Set.of(4, 5), edited.removedStates(1));
    DiagonalBank editedReal = (DiagonalBank) edited.network().layers().get(0).channels();
    ComplexDiagonalBank editedComplex =
        (ComplexDiagonalBank) edited.network().layers().get(1).channels();
    for (int system = 0; system < real.count(); system++) {
      assertEquals(0, editedReal.system(system).b().get(3, 0));
      assertEquals(real.system(system).b().get(2, 0), editedReal.system(system).b().get(2, 0));
      assertEquals(0, editedComplex.system(system).b().get(4, 0));
      assertEquals(0, editedComplex.system(system).b().get(5, 0));
    }
    assertSame(real.poles(), editedReal.poles());
    assertEquals(0, edited.applied().getFirst().movedPoles());
    assertArrayEquals(new int[] {0, 1, 2}, edited.applied().getFirst().systems());
  }

  @Test
  void aPrunedStateOfOneSystemForgetsWithinAToken() {
    for (SystemBank bank : new SeededBanks(3).all(6)) {
      EditedNetwork edited =
          EditedNetwork.apply(
              SeededBanks.network(bank), PoleEdits.of(new PruneState(0, 1, bank.order() - 1)));
      assertEquals(Complex.real(-4), edited.poles(0, 1).get(bank.order() - 1));
      assertEquals(Set.of(), edited.removedStates(0));
      assertArrayEquals(new int[] {1}, edited.applied().getFirst().systems());
    }
  }

  @Test
  void truncationKeepsTheStatesThatContributeMost() {
    double[] poles = {-1, -2, -0.5, -4};
    double[] gains = {1, 8, 0.1, 0.1};
    DiagonalBank bank =
        new DiagonalBank(
            1, 4, poles, gains, new double[] {1, 1, 1, 1}, new SeededBanks(0).heads().timeDomain());
    EditedNetwork edited =
        EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.of(new TruncateLayer(0, 2)));
    assertEquals(Set.of(2, 3), edited.removedStates(0));
  }

  @Test
  void truncatedCanonicalSystemsKeepTheirStrongestPolesAndSplitNoPair() {
    for (SystemBank bank : canonical()) {
      EditableNetwork network = SeededBanks.network(bank);
      EditedNetwork none = EditedNetwork.apply(network, PoleEdits.NONE);
      EditedNetwork edited = EditedNetwork.apply(network, PoleEdits.of(new TruncateLayer(0, 3)));
      for (int system = 0; system < bank.count(); system++) {
        List<Complex> kept = new ArrayList<>(edited.poles(0, system));
        kept.removeIf(Complex.real(-4)::equals);
        assertTrue(kept.size() == 2 || kept.size() == 3, kept::toString);
        assertTrue(none.poles(0, system).containsAll(kept));
        assertTrue(
            kept.stream().allMatch(pole -> pole.isReal() || kept.contains(pole.conjugate())));
      }
    }
  }

  @Test
  void withoutEditsTheBanksAreTheGivenOnes() {
    EditableNetwork network = SeededBanks.network(new SeededBanks(4).all(6));
    EditedNetwork edited = EditedNetwork.apply(network, PoleEdits.NONE);
    for (int i = 0; i < network.network().layers().size(); i++) {
      assertSame(network.network().layers().get(i), edited.network().layers().get(i));
    }
    assertEquals(List.of(), edited.editedLayers());
  }

  @Test
  void laterEditsSeeWhatEarlierOnesLeaveUnderTheSameNumbers() {
    SchwarzBank bank = new SeededBanks(6).schwarz(6);
    EditedNetwork edited =
        EditedNetwork.apply(
            SeededBanks.network(bank),
            PoleEdits.of(
                new MovePole(0, 0, 0, Complex.real(-9)),
                new MovePole(0, 0, 0, Complex.real(-0.1))));
    EditedNetwork once =
        EditedNetwork.apply(
            SeededBanks.network(bank), PoleEdits.of(new MovePole(0, 0, 0, Complex.real(-0.1))));
    assertEquals(once.poles(0, 0), edited.poles(0, 0));
  }

  private static List<SystemBank> canonical() {
    SeededBanks banks = new SeededBanks(7);
    return List.of(banks.companion(6), banks.schwarz(6));
  }

  private static int firstComplex(EditableNetwork network) {
    List<Complex> poles = EditedNetwork.apply(network, PoleEdits.NONE).poles(0, 1);
    for (int i = 0; i < poles.size(); i++) {
      if (!poles.get(i).isReal()) {
        return i;
      }
    }
    throw new AssertionError("no complex pole in " + poles);
  }

  /// The eigenvalues of every edited matrix are the asked poles.
  private static void assertRealised(EditedNetwork edited, SystemBank old) {
    SystemBank bank = edited.network().layers().getFirst().channels();
    assertSame(old.getClass(), bank.getClass());
    for (int system = 0; system < bank.count(); system++) {
      List<Complex> left = new ArrayList<>(edited.poles(0, system));
      for (Complex pole : Poles.of(bank.system(system))) {
        Complex nearest =
            left.stream()
                .min((a, b) -> Double.compare(a.distanceTo(pole), b.distanceTo(pole)))
                .orElseThrow();
        assertEquals(0, nearest.distanceTo(pole), TOLERANCE, pole::toString);
        left.remove(nearest);
      }
    }
  }

  private static void assertOtherSystemsAreTheSame(SystemBank old, SystemBank edited) {
    for (int system : new int[] {0, 2}) {
      assertArrayEquals(old.system(system).a().data, edited.system(system).a().data);
      assertArrayEquals(old.system(system).b().data, edited.system(system).b().data);
    }
    if (edited instanceof ScalarBank scalar) {
      assertEquals(old.count(), scalar.poles().length);
    }
  }
}
