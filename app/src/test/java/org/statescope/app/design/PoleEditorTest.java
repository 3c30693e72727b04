package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.EditableNetwork;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.Forgetting;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.SsmNetwork;

/// What the user does to poles, without a page: the system with the poles −1, −3 and −2 ± 4i.
class PoleEditorTest {
  private static final double TOLERANCE = 1e-9;

  private final EditedNetwork untouched = untouched();
  private final ReadOnlyObjectWrapper<Optional<Comparison>> system =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final PoleEditor editor = new PoleEditor(system.getReadOnlyProperty());

  PoleEditorTest() {
    editor.shownProperty().subscribe(this::recompute);
  }

  private static EditedNetwork untouched() {
    double[] coefficients =
        CompanionForm.coefficients(
            List.of(Complex.real(-1), Complex.real(-3), new Complex(-2, 4), new Complex(-2, -4)));
    SsmNetwork network =
        new SsmNetwork(
            "four poles",
            List.of(
                new SsmNetwork.Layer(
                    "mixer",
                    new CompanionBank(
                        1, 4, coefficients, new double[] {1, 1, 1, 1}, TimeDomain.continuous()))));
    return EditedNetwork.apply(
        new EditableNetwork(network, List.of(new Forgetting(new double[] {-100}))), PoleEdits.NONE);
  }

  private void recompute(PoleEdits edits) {
    system.set(
        Optional.of(
            Comparison.of(untouched, EditedNetwork.apply(untouched.source(), edits), 0, 0)));
  }

  private int stateAt(Complex pole) {
    List<Complex> poles = system.get().orElseThrow().poles();
    for (int state = 0; state < poles.size(); state++) {
      if (poles.get(state).distanceTo(pole) < 1e-6) {
        return state;
      }
    }
    throw new AssertionError("no pole at " + pole + " among " + poles);
  }

  private Complex pole(int state) {
    return system.get().orElseThrow().poles().get(state);
  }

  @Test
  void aDragIsOneEditAndTakesTheConjugateAlong() {
    int upper = stateAt(new Complex(-2, 4));
    int lower = stateAt(new Complex(-2, -4));
    assertTrue(editor.take(upper));
    editor.drag(new Complex(-2.5, 4));
    editor.drag(new Complex(-5, 1));
    assertTrue(editor.editsProperty().get().isEmpty(), "a drag is not yet in the list");
    assertEquals(new Complex(-5, -1), pole(lower));
    editor.drop();
    assertEquals(
        PoleEdits.of(new MovePole(0, 0, upper, new Complex(-5, 1))), editor.editsProperty().get());
    editor.undo();
    assertTrue(editor.editsProperty().get().isEmpty());
    assertEquals(4, pole(upper).imaginary(), TOLERANCE);
    editor.redo();
    assertEquals(new Complex(-5, 1), pole(upper));
  }

  @Test
  void aDragOverTheRealAxisMayLeaveItAgain() {
    int upper = stateAt(new Complex(-2, 4));
    editor.take(upper);
    editor.drag(Complex.real(-2));
    editor.drop();
    assertTrue(pole(upper).isReal());
    editor.take(upper);
    editor.drag(new Complex(-2, 3));
    editor.drop();
    assertEquals(new Complex(-2, 3), pole(upper));
    assertEquals(1, editor.editsProperty().get().size(), "both drags are one move");
  }

  @Test
  void aRealPoleStaysOnItsAxis() {
    int real = stateAt(Complex.real(-1));
    editor.take(real);
    editor.drag(new Complex(-0.5, 2));
    editor.drop();
    assertEquals(Complex.real(-0.5), pole(real));
  }

  @Test
  void pressesOfArrowKeysAreOneEditAndUndoneTogether() {
    editor.selectedProperty().set(OptionalInt.of(stateAt(Complex.real(-1))));
    for (int i = 1; i <= 3; i++) {
      editor.nudge(Complex.real(-1 - 0.1 * i));
    }
    assertEquals(1, editor.editsProperty().get().size());
    assertEquals(-1.3, editor.selectedPole().orElseThrow().real(), TOLERANCE);
    editor.undo();
    assertEquals(-1, editor.selectedPole().orElseThrow().real(), TOLERANCE);
  }

  @Test
  void exactNumbersPairTwoRealPoles() {
    int first = stateAt(Complex.real(-1));
    int second = stateAt(Complex.real(-3));
    editor.selectedProperty().set(OptionalInt.of(first));
    editor.moveTo(new Complex(-2, 0.5));
    assertEquals(new Complex(-2, 0.5), pole(first));
    assertEquals(new Complex(-2, -0.5), pole(second));
  }

  @Test
  void eachEditCanBeTakenOutAndAllCanBeReset() {
    editor.selectedProperty().set(OptionalInt.of(stateAt(Complex.real(-1))));
    editor.nudge(Complex.real(-0.9));
    editor.clamp(List.of(0), PoleEdit.ALL, 1.5);
    editor.truncate(0, 3);
    editor.remove(0);
    assertEquals(2, editor.editsProperty().get().size());
    assertEquals(
        new ClampPoles(0, PoleEdit.ALL, 1.5), editor.editsProperty().get().list().getFirst());
    editor.reset();
    assertTrue(editor.editsProperty().get().isEmpty());
    editor.undo();
    assertEquals(2, editor.editsProperty().get().size());
    editor.undo();
    assertEquals(3, editor.editsProperty().get().size());
  }

  @Test
  void tabWalksThePolesAndLeavesBehindTheLast() {
    for (int state = 0; state < 4; state++) {
      assertTrue(editor.selectNext(1));
      assertEquals(OptionalInt.of(state), editor.selectedProperty().get());
    }
    assertFalse(editor.selectNext(1));
    assertTrue(editor.selectNext(-1));
    assertEquals(OptionalInt.of(3), editor.selectedProperty().get());
  }

  @Test
  void editsThatCannotBeMadeAreRetracted() {
    editor.selectedProperty().set(OptionalInt.of(0));
    editor.nudge(Complex.real(-2.5));
    PoleEdits good = editor.editsProperty().get();
    PoleEdits bad = good.with(new MovePole(0, 0, 9, Complex.real(-1)));
    editor.restart(good);
    editor.retract(bad);
    assertEquals(good, editor.editsProperty().get(), "only the newest edits are retracted");
  }
}
