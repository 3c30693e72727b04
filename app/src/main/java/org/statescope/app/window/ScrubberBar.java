package org.statescope.app.window;

import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.PlaySpeed;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.plot.StepPlayer;
import org.statescope.app.poles.CrossingMarks;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The step that every view looks at: drag it, type it, play it, or let it follow the newest.
public final class ScrubberBar extends HBox {
  private static final int KEYBOARD_STEPS = 50;

  private final StepCursor cursor;
  private final Slider slider = new Slider();
  private final TextField step = new TextField();
  private final Label newest = new Label();
  private final StepPlayer player;
  private final Button play;
  private final Tooltip markWords = new Tooltip();
  private final CrossingTicks ticks = new CrossingTicks();
  private final CrossingSteps crossings;
  private CrossingMarks marks = CrossingMarks.NONE;
  private boolean showing;

  /// @param marks the crossings of poles to mark along the steps
  public ScrubberBar(StepCursor cursor, ObservableValue<CrossingMarks> marks) {
    this.cursor = cursor;
    crossings = new CrossingSteps(cursor);
    getStyleClass().add("scrubber");
    setAlignment(Pos.CENTER_LEFT);
    player = new StepPlayer(cursor);
    play = Icons.button(BootstrapIcons.PLAY, Texts.text("scrubber.play"), player::toggle);
    play.setId("scrubber-play");
    player.playingProperty().subscribe(this::showPlaying);
    setUpSlider();
    setUpStep();
    newest.getStyleClass().add("text-muted");
    getChildren()
        .addAll(
            play,
            speed(),
            new Label(Texts.text("scrubber.step")),
            step,
            newest,
            track(),
            crossings,
            latest());
    cursor.stepProperty().subscribe(value -> show());
    cursor.newestProperty().subscribe(value -> show());
    marks.subscribe(this::showMarks);
    disableProperty().bind(cursor.newestProperty().isEqualTo(0));
  }

  /// Moves by a fiftieth of the training so far.
  public void moveBy(int times) {
    long stride = Math.max(1, cursor.newestProperty().get() / KEYBOARD_STEPS);
    cursor.moveTo(cursor.step() + times * stride);
  }

  /// Goes to the nearest step before or after this one by which a pole crossed a margin.
  public void moveByCrossing(boolean forth) {
    if (forth) {
      crossings.forth();
    } else {
      crossings.back();
    }
  }

  /// Plays or pauses; does nothing while words are being typed or there is nothing to play.
  public void togglePlay() {
    boolean typing = getScene() != null && getScene().getFocusOwner() instanceof TextInputControl;
    if (!typing && isVisible() && !isDisabled()) {
      player.toggle();
    }
  }

  private ComboBox<PlaySpeed> speed() {
    ComboBox<PlaySpeed> speed = new ComboBox<>();
    speed.setId("scrubber-speed");
    speed.getStyleClass().add("small");
    speed.getItems().addAll(PlaySpeed.values());
    speed.setTooltip(new Tooltip(Texts.text("scrubber.speed")));
    speed.setAccessibleText(Texts.text("scrubber.speed"));
    speed.setMinWidth(USE_PREF_SIZE);
    speed.valueProperty().bindBidirectional(player.speedProperty());
    return speed;
  }

  private void setUpSlider() {
    slider.setId("scrubber");
    slider.skinProperty().subscribe(this::placeTicks);
    slider.widthProperty().subscribe(this::placeTicks);
    slider.addEventHandler(MouseEvent.MOUSE_MOVED, event -> showTooltip(event.getX()));
    slider
        .valueProperty()
        .subscribe(
            (before, now) -> {
              if (!showing) {
                player.pause();
                cursor.moveTo(Math.round(now.doubleValue()));
              }
            });
  }

  private StackPane track() {
    StackPane track = new StackPane(slider, ticks);
    track.setMinWidth(0);
    HBox.setHgrow(track, Priority.ALWAYS);
    return track;
  }

  /// The middle of the slider's thumb goes from half a thumb to half a thumb before the end.
  private void placeTicks() {
    if (slider.lookup(".thumb") instanceof Region thumb) {
      double width = thumb.prefWidth(-1);
      ticks.setTrack(
          slider.snappedLeftInset() + width / 2,
          slider.getWidth() - slider.snappedLeftInset() - slider.snappedRightInset() - width);
    }
  }

  private void showMarks(CrossingMarks now) {
    marks = now;
    crossings.show(now);
    show();
  }

  /// The slider has a tooltip where a mark is, and none elsewhere.
  private void showTooltip(double x) {
    ticks
        .at(x)
        .ifPresentOrElse(
            mark -> {
              markWords.setText(mark.words());
              slider.setTooltip(markWords);
            },
            () -> {
              markWords.hide();
              slider.setTooltip(null);
            });
  }

  /// Screen readers hear with the step what crossed at it.
  private void tellStep() {
    slider.setAccessibleText(
        marks
            .at(cursor.step())
            .map(mark -> Texts.text("scrubber.slider.at", mark.words()))
            .orElse(Texts.text("scrubber.slider")));
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
    ticks.show(marks, last);
    tellStep();
    newest.setText(Texts.text("scrubber.of", words(last)));
    if (!step.isFocused()) {
      showStep();
    }
  }

  private void showStep() {
    step.setText(words(cursor.step()));
  }

  private void showPlaying(boolean playing) {
    String words = Texts.text(playing ? "scrubber.pause" : "scrubber.play");
    play.setGraphic(Icons.icon(playing ? BootstrapIcons.PAUSE : BootstrapIcons.PLAY));
    play.setTooltip(new Tooltip(words));
    play.setAccessibleText(words);
  }

  private static String words(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
