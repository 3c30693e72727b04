package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History<String> history = new History<>("a");

  @Test
  void undoAndRedoWalkTheChangesInTheirOrder() {
    history.change("b");
    history.change("c");
    history.undo();
    assertEquals("b", history.now());
    history.undo();
    assertEquals("a", history.now());
    history.undo();
    assertEquals("a", history.now());
    history.redo();
    history.redo();
    assertEquals("c", history.now());
    assertFalse(history.canRedoProperty().get());
  }

  @Test
  void aNewChangeEndsWhatCouldBeRedone() {
    history.change("b");
    history.undo();
    assertTrue(history.canRedoProperty().get());
    history.change("c");
    assertFalse(history.canRedoProperty().get());
    history.undo();
    assertEquals("a", history.now());
  }

  @Test
  void changesOfOneGestureAreUndoneTogether() {
    history.change("b", 1);
    history.change("c", 1);
    history.change("d", 2);
    history.undo();
    assertEquals("c", history.now());
    history.change("e", 1);
    history.undo();
    assertEquals("c", history.now(), "undoing ended the gesture");
    history.undo();
    assertEquals("a", history.now());
  }

  @Test
  void whatIsRetractedCannotBeMadeAgain() {
    history.change("b");
    history.change("c");
    history.retract();
    assertEquals("b", history.now());
    assertFalse(history.canRedoProperty().get());
  }

  @Test
  void anEqualValueIsNoChange() {
    history.change("a");
    assertFalse(history.canUndoProperty().get());
  }
}
