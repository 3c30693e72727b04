package org.statescope.analysis.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SystemBank;

/// What cannot be edited is refused in one sentence that names the place.
class RefusedEditTest {
  private final SeededBanks banks = new SeededBanks(20);

  @Test
  void placesThatDoNotExistAreNamedWithThoseThatDo() {
    refuses(banks.diagonal(4), new PruneState(3, 0, 0), "no layer 3", "0 to 0");
    refuses(
        banks.diagonal(4), new PruneState(0, 7, 0), "no system 7 in layer 0 (layers.0)", "0 to 2");
    refuses(banks.diagonal(4), new PruneState(0, 0, 4), "no state 4", "0 to 3");
    refuses(banks.companion(4), new TruncateLayer(0, 5), "have 4 states", "truncated to 5");
  }

  @Test
  void polesThatAStructureCannotHaveAreRefused() {
    Complex complex = new Complex(-1, 1);
    refuses(banks.diagonal(4), new MovePole(0, 0, 1, complex), "is real", "state 1");
    refuses(banks.heads(), new MovePole(0, 0, 0, complex), "is real");
    refuses(
        banks.schwarz(1),
        new MovePole(0, 0, 0, Complex.real(0.1)),
        "stable poles only",
        "system 0");
    refuses(banks.schwarz(3), new MovePole(0, 0, realState(banks.schwarz(3)), complex), "partner");
  }

  @Test
  void aPartnerMustBeAnotherRealPole() {
    SystemBank bank = banks.companion(4);
    List<Complex> poles =
        EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.NONE).poles(0, 0);
    int real = realState(bank);
    int complex = 0;
    while (poles.get(complex).isReal()) {
      complex++;
    }
    refuses(bank, new MovePole(0, 0, real, new Complex(-1, 1), complex), "not two real poles");
    refuses(bank, new MovePole(0, 0, complex, new Complex(-1, 1), real), "not two real poles");
  }

  @Test
  void banksWithoutEditablePolesAreRefused() {
    StateSpace dense = banks.schwarz(3).system(0);
    refuses(new DenseBank(List.of(dense)), new ClampPoles(0, 0, 1), "no structure");
    DiagonalBank discrete =
        new DiagonalBank(
            1, 1, new double[] {0.5}, new double[] {1}, new double[] {1}, TimeDomain.discrete(1));
    refuses(discrete, new ClampPoles(0, 0, 1), "discrete time");
    ScalarBank head =
        new ScalarBank(
            1,
            2,
            new double[] {-1},
            new double[] {1, 1},
            new double[] {1, 1},
            TimeDomain.continuous());
    refuses(head, new PruneState(0, 0, 1), "share one pole");
  }

  @Test
  void withoutAStepNothingForgetsWithinAToken() {
    EditableNetwork network = SeededBanks.network(banks.companion(4));
    RefusedEditException refused =
        assertThrows(
            RefusedEditException.class,
            () -> EditedNetwork.apply(network.network(), PoleEdits.of(new PruneState(0, 0, 0))));
    assertTrue(refused.getMessage().contains("no step Δ"), refused::getMessage);
  }

  @Test
  void theEditThatWasRefusedIsKnown() {
    RefusedEditException refused =
        assertThrows(
            RefusedEditException.class,
            () ->
                EditedNetwork.apply(
                    SeededBanks.network(banks.heads()),
                    PoleEdits.of(new ClampPoles(0, 0, 1), new PruneState(0, 0, 9))));
    assertEquals(1, refused.edit());
  }

  @Test
  void editsThatNoNetworkCouldTakeAreNoEdits() {
    wrong(() -> new PruneState(-1, 0, 0), "layer is -1");
    wrong(() -> new PruneState(0, -2, 0), "system is -2");
    wrong(() -> new PruneState(0, 0, -1), "state is -1");
    wrong(() -> new MovePole(0, PoleEdit.ALL, 0, Complex.ZERO), "one system");
    wrong(() -> new MovePole(0, 0, 0, new Complex(Double.NaN, 0)), "NaN");
    wrong(() -> new MovePole(0, 0, 2, new Complex(-1, 1), 2), "another state");
    wrong(() -> new MovePole(0, 0, 2, Complex.real(-1), 1), "no partner");
    wrong(() -> new ClampPoles(0, 0, 0), "above 0");
    wrong(() -> new ClampPoles(0, 0, 2, 1), "at least the least one, 2.0");
    wrong(() -> new TruncateLayer(0, 0), "at least 1");
    wrong(() -> SamplingRule.BILINEAR.forgettingPole(0), "positive");
  }

  private static int realState(SystemBank bank) {
    List<Complex> poles =
        EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.NONE).poles(0, 0);
    int real = 0;
    while (!poles.get(real).isReal()) {
      real++;
    }
    return real;
  }

  private static void refuses(SystemBank bank, PoleEdit edit, String... parts) {
    RefusedEditException refused =
        assertThrows(
            RefusedEditException.class,
            () -> EditedNetwork.apply(SeededBanks.network(bank), PoleEdits.of(edit)));
    for (String part : parts) {
      assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }
    assertTrue(refused.getMessage().endsWith("."), refused::getMessage);
  }

  private static void wrong(Runnable made, String part) {
    IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, made::run);
    assertTrue(String.valueOf(wrong.getMessage()).contains(part), wrong::getMessage);
  }
}
