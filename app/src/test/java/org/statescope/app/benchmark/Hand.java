package org.statescope.app.benchmark;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseButton;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.Pointer;

/// What a hand does at plots: one gesture, one frame, and on to the next.
///
/// @param lab the desktop
record Hand(LabAtWork lab) {
  private static final double NOTCH = 40;
  private static final double FIRST = 0.3;
  private static final double LAST = 0.9;

  /// Turns the wheel in and out again over a place off the middle, then drags to and fro.
  void zoomAndPan(Node plot, int notches, int moves) throws InterruptedException {
    Bounds bounds = Fx.on(plot::getLayoutBounds);
    double x = 0.6 * bounds.getWidth();
    double y = 0.45 * bounds.getHeight();
    for (int i = 0; i < notches; i++) {
      lab.gesture(() -> Pointer.wheel(plot, x, y, NOTCH));
    }
    drag(plot, MouseButton.SECONDARY, moves);
    for (int i = 0; i < notches; i++) {
      lab.gesture(() -> Pointer.wheel(plot, x, y, -NOTCH));
    }
    drag(plot, MouseButton.SECONDARY, moves);
    Fx.run(() -> Pointer.doubleClick(plot, x, y));
  }

  /// Drags from left to right over a plot of curves, which moves the step cursor.
  void scrub(Node plot, int moves) throws InterruptedException {
    drag(plot, MouseButton.PRIMARY, moves);
  }

  /// Drags the window's slider over the steps.
  void slide(int moves) throws InterruptedException {
    Slider slider = lab.find("scrubber", Slider.class);
    for (int i = 0; i < moves; i++) {
      double place = place(i, moves);
      lab.gesture(() -> slider.setValue(place * slider.getMax()));
    }
  }

  private void drag(Node plot, MouseButton button, int moves) throws InterruptedException {
    Bounds bounds = Fx.on(plot::getLayoutBounds);
    double y = 0.5 * bounds.getHeight();
    lab.gesture(() -> Pointer.press(plot, FIRST * bounds.getWidth(), y, button));
    for (int i = 0; i < moves; i++) {
      double x = place(i, moves) * bounds.getWidth();
      lab.gesture(() -> Pointer.dragTo(plot, x, y, button));
    }
    lab.gesture(() -> Pointer.release(plot, FIRST * bounds.getWidth(), y, button));
  }

  /// From left to right and back.
  private static double place(int move, int moves) {
    double turn = 2.0 * move / moves;
    return FIRST + (LAST - FIRST) * (turn <= 1 ? turn : 2 - turn);
  }
}
