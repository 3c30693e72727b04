package org.statescope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.CrossingMark;
import org.statescope.app.poles.CrossingMarks;

/// Marks of crossings on the scrubber: seen, pointed at, heard and reached by the keyboard.
class ScrubberCrossingsTest {
  private static final long NEWEST = 2000;
  private static final CrossingMarks FEW =
      new CrossingMarks(
          List.of(mark(100, 1, 0), mark(400, 3, 2), mark(1000, 0, 1), mark(2000, 4, 0)), 0);

  private final StepCursor cursor = new StepCursor();
  private final ObjectProperty<CrossingMarks> marks =
      new SimpleObjectProperty<>(CrossingMarks.NONE);
  private Stage stage = Fx.on(Stage::new);
  private ScrubberBar bar = Fx.on(() -> new ScrubberBar(cursor, marks));

  @AfterEach
  void close() {
    Screenshots.close(stage);
  }

  @Test
  void eachMarkStandsWhereTheThumbIsAtItsStep() {
    show(false);
    Fx.run(() -> marks.set(FEW));
    CrossingTicks ticks = ticks();
    Fx.waitUntil("the marks are laid out", 10, () -> ticks.drawn().size() == 4);
    for (CrossingMark mark : FEW.marks()) {
      Fx.run(() -> cursor.moveTo(mark.last()));
      Fx.run(() -> bar.layout());
      double thumb =
          Fx.on(
              () -> {
                Region knob = (Region) slider().lookup(".thumb");
                return knob.getLayoutX() + knob.getWidth() / 2;
              });
      assertEquals(List.of(mark), Fx.on(() -> ticks.at(thumb).stream().toList()));
    }
    assertTrue(Fx.on(() -> ticks.at(slider().getWidth() * 0.75).isEmpty()));
  }

  @Test
  void thePointerAtAMarkIsToldWhatCrossedThere() {
    show(false);
    Fx.run(() -> marks.set(FEW));
    Fx.waitUntil("the marks are laid out", 10, () -> ticks().drawn().size() == 4);
    double width = Fx.on(() -> slider().getWidth());
    Fx.run(() -> Pointer.move(slider(), width - 8, 8));
    assertEquals(
        "By step 2,000: margin lost by 4 (run)", Fx.on(() -> slider().getTooltip().getText()));
    Fx.run(() -> Pointer.move(slider(), width * 0.75, 8));
    assertTrue(Fx.on(() -> slider().getTooltip() == null), "elsewhere there is nothing to tell");
  }

  @Test
  void keysAndButtonsGoFromCrossingToCrossingAndSayWhereTheyLead() {
    show(false);
    assertFalse(
        Fx.on(() -> button("forth").getParent().isVisible()), "without crossings there is no way");
    Fx.run(() -> marks.set(FEW));
    Fx.run(() -> cursor.moveTo(0));
    assertTrue(Fx.on(() -> button("back").isDisabled()));
    assertTrue(
        Fx.on(() -> button("forth").getAccessibleText()).contains("By step 100: margin lost by 1"));
    Fx.run(() -> bar.moveByCrossing(true));
    assertEquals(100, cursor.step());
    Fx.run(() -> button("forth").fire());
    assertEquals(400, cursor.step());
    assertTrue(
        Fx.on(() -> slider().getAccessibleText())
            .contains("By step 400: margin lost by 3, margin regained by 2 (run)"),
        "a screen reader hears what crossed at the step");
    Fx.run(() -> cursor.moveTo(1999));
    Fx.run(() -> bar.moveByCrossing(false));
    assertEquals(1000, cursor.step());
    Fx.run(() -> bar.moveByCrossing(true));
    assertTrue(Fx.on(() -> button("forth").isDisabled()), "2000 is the last one");
  }

  @Test
  void manyMarksAreThinnedToWhatCanBeToldApartInBothThemes() {
    CrossingMarks many =
        new CrossingMarks(
            LongStream.rangeClosed(1, NEWEST)
                .mapToObj(step -> mark(step, step % 3 == 0 ? 0 : 1, step % 5 == 0 ? 1 : 0))
                .filter(mark -> mark.count() > 0)
                .toList(),
            17);
    for (boolean dark : new boolean[] {false, true}) {
      Screenshots.close(stage);
      bar = Fx.on(() -> new ScrubberBar(cursor, marks));
      show(dark);
      Fx.run(() -> marks.set(FEW));
      Fx.waitUntil("the marks are laid out", 10, () -> ticks().drawn().size() == 4);
      Screenshots.save(stage, "scrubber-crossings-" + (dark ? "dark" : "light"));
      Fx.run(() -> marks.set(many));
      Fx.waitUntil("they are thinned", 10, () -> ticks().drawn().size() > 4);
      double width = Fx.on(() -> slider().getWidth());
      List<CrossingMark> drawn = Fx.on(() -> ticks().drawn());
      assertTrue(drawn.size() <= width / CrossingTicks.APART);
      assertEquals(many.count(), drawn.stream().mapToInt(CrossingMark::count).sum());
      Screenshots.save(stage, "scrubber-many-crossings-" + (dark ? "dark" : "light"));
    }
  }

  private void show(boolean dark) {
    stage = Screenshots.show(bar, 900, 44, dark);
    Fx.run(() -> cursor.newest(NEWEST));
  }

  private CrossingTicks ticks() {
    return (CrossingTicks) bar.lookup("#scrubber-crossings");
  }

  private Slider slider() {
    return (Slider) bar.lookup("#scrubber");
  }

  private Button button(String way) {
    return (Button) bar.lookup("#scrubber-crossing-" + way);
  }

  private static CrossingMark mark(long step, int outward, int inward) {
    return new CrossingMark(step, step, outward, inward, List.of("run"));
  }
}
