package org.statescope.app.window;

import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The step that every view looks at: drag it, type it, play it, or let it follow the newest.
public final class ScrubberBar extends HBox {
  private static final Duration PLAY_BEAT = Duration.millis(100);
  private static final int PLAY_BEATS = 120;
  private static final int KEYBOARD_STEPS = 50;

  private final StepCursor cursor;
  private final Slider slider = new Slider();
  private final TextField step = new TextField();
  private final Label newest = new Label();
  private final Timeline player = new Timeline();
  private final Button play;
  private boolean showing;

  public ScrubberBar(StepCursor cursor) {
    this.cursor = cursor;
    getStyleClass().add("scrubber");
    setAlignment(Pos.CENTER_LEFT);
    play = Icons.button(BootstrapIcons.PLAY, Texts.text("scrubber.play"), this::togglePlay);
    player.getKeyFrames().add(new KeyFrame(PLAY_BEAT, event -> playOn()));
    player.setCycleCount(Animation.INDEFINITE);
    player.statusProperty().subscribe(status -> showPlaying(status == Animation.Status.RUNNING));
    setUpSlider();
    setUpStep();
    newest.getStyleClass().add("text-muted");
    getChildren()
        .addAll(play, new Label(Texts.text("scrubber.step")), step, newest, slider, latest());
    cursor.stepProperty().subscribe(value -> show());
    cursor.newestProperty().subscribe(value -> show());
    disableProperty().bind(cursor.newestProperty().isEqualTo(0));
  }

  /// Moves by a fiftieth of the training so far.
  public void moveBy(int times) {
    long stride = Math.max(1, cursor.newestProperty().get() / KEYBOARD_STEPS);
    cursor.moveTo(cursor.step() + times * stride);
  }

  private void setUpSlider() {
    slider.setId("scrubber");
    slider.setAccessibleText(Texts.text("scrubber.slider"));
    HBox.setHgrow(slider, Priority.ALWAYS);
    slider
        .valueProperty()
        .subscribe(
            (before, now) -> {
              if (!showing) {
                player.stop();
                cursor.moveTo(Math.round(now.doubleValue()));
              }
            });
  }

  private void setUpStep() {
    step.setId("scrubber-step");
    step.setPrefColumnCount(6);
    step.setAccessibleText(Texts.text("scrubber.step"));
    step.setOnAction(event -> goToTyped());
    step.focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                show();
              }
            });
  }

  private void goToTyped() {
    try {
      cursor.moveTo(Long.parseLong(step.getText().replace(",", "").strip()));
    } catch (NumberFormatException e) {
      // What was typed is no step: the field goes back to where the cursor is.
    }
    showStep();
  }

  private ToggleButton latest() {
    ToggleButton latest =
        new ToggleButton(Texts.text("scrubber.latest"), Icons.icon(BootstrapIcons.SKIP_END));
    latest.setId("scrubber-latest");
    latest.getStyleClass().add("small");
    latest.setTooltip(new Tooltip(Texts.text("scrubber.latestHelp")));
    latest.selectedProperty().bindBidirectional(cursor.followNewestProperty());
    return latest;
  }

  private void show() {
    showing = true;
    long last = cursor.newestProperty().get();
    slider.setMax(Math.max(1, last));
    slider.setBlockIncrement(Math.max(1, last / (double) KEYBOARD_STEPS));
    slider.setValue(cursor.step());
    showing = false;
    newest.setText(Texts.text("scrubber.of", words(last)));
    if (!step.isFocused()) {
      showStep();
    }
  }

  private void showStep() {
    step.setText(words(cursor.step()));
  }

  private void togglePlay() {
    if (player.getStatus() == Animation.Status.RUNNING) {
      player.stop();
      return;
    }
    if (cursor.step() >= cursor.newestProperty().get()) {
      cursor.moveTo(0);
    }
    player.play();
  }

  private void playOn() {
    long last = cursor.newestProperty().get();
    cursor.moveTo(cursor.step() + Math.max(1, last / PLAY_BEATS));
    if (cursor.step() >= last) {
      player.stop();
    }
  }

  private void showPlaying(boolean playing) {
    play.setGraphic(Icons.icon(playing ? BootstrapIcons.PAUSE : BootstrapIcons.PLAY));
  }

  private static String words(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
