package org.statescope.app.window;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.PlaySpeed;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.plot.StepPlayer;
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
  private boolean showing;

  public ScrubberBar(StepCursor cursor) {
    this.cursor = cursor;
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
            play, speed(), new Label(Texts.text("scrubber.step")), step, newest, slider, latest());
    cursor.stepProperty().subscribe(value -> show());
    cursor.newestProperty().subscribe(value -> show());
    disableProperty().bind(cursor.newestProperty().isEqualTo(0));
  }

  /// Moves by a fiftieth of the training so far.
  public void moveBy(int times) {
    long stride = Math.max(1, cursor.newestProperty().get() / KEYBOARD_STEPS);
    cursor.moveTo(cursor.step() + times * stride);
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
    slider.setAccessibleText(Texts.text("scrubber.slider"));
    HBox.setHgrow(slider, Priority.ALWAYS);
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
