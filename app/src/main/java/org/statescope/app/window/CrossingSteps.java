package org.statescope.app.window;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.CrossingMark;
import org.statescope.app.poles.CrossingMarks;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// Goes from one step at which poles crossed a margin to the next; absent while nothing crossed.
final class CrossingSteps extends HBox {
  private final StepCursor cursor;
  private final Button back;
  private final Button forth;
  private final Label count = new Label("", Icons.icon(BootstrapIcons.BELL));
  private CrossingMarks marks = CrossingMarks.NONE;

  CrossingSteps(StepCursor cursor) {
    super(2);
    this.cursor = cursor;
    setAlignment(Pos.CENTER);
    setMinWidth(USE_PREF_SIZE);
    back = button(BootstrapIcons.CHEVRON_LEFT, "scrubber-crossing-back", this::back);
    forth = button(BootstrapIcons.CHEVRON_RIGHT, "scrubber-crossing-forth", this::forth);
    count.getStyleClass().add("text-muted");
    count.setTooltip(new Tooltip());
    getChildren().addAll(back, count, forth);
    cursor.stepProperty().subscribe(this::tell);
    show(CrossingMarks.NONE);
  }

  private static Button button(BootstrapIcons icon, String id, Runnable action) {
    Button button = Icons.button(icon, "", action);
    button.setId(id);
    return button;
  }

  void show(CrossingMarks marks) {
    this.marks = marks;
    boolean any = !marks.marks().isEmpty();
    setVisible(any);
    setManaged(any);
    String words = Texts.text("scrubber.crossings", PoleWords.count(marks.count()));
    count.setText(PoleWords.count(marks.count()));
    count
        .getTooltip()
        .setText(
            marks.unmarked() == 0
                ? words
                : words
                    + " "
                    + Texts.text("scrubber.crossings.more", PoleWords.count(marks.unmarked())));
    count.setAccessibleText(count.getTooltip().getText());
    tell();
  }

  void back() {
    marks.before(cursor.step()).ifPresent(this::go);
  }

  void forth() {
    marks.after(cursor.step()).ifPresent(this::go);
  }

  private void go(CrossingMark mark) {
    cursor.moveTo(mark.last());
  }

  private void tell() {
    tell(back, "scrubber.crossing.back", marks.before(cursor.step()));
    tell(forth, "scrubber.crossing.forth", marks.after(cursor.step()));
  }

  /// A button says where it leads before it is pressed.
  private static void tell(Button button, String key, Optional<CrossingMark> mark) {
    button.setDisable(mark.isEmpty());
    String words =
        mark.map(where -> Texts.text(key, where.words())).orElse(Texts.text(key + ".none"));
    button.getTooltip().setText(words);
    button.setAccessibleText(words);
  }
}
