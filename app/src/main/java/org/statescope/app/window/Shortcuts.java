package org.statescope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import org.statescope.app.palette.Command;
import org.statescope.app.texts.Texts;

/// The keyboard's commands: what the scene obeys and what help lists is one list.
final class Shortcuts {
  /// @param words what it does
  record Shortcut(KeyCombination keys, String words, Runnable action) {}

  private final List<Shortcut> all = new ArrayList<>();

  List<Command> commands() {
    return all.stream()
        .map(
            shortcut ->
                new Command(
                    shortcut.words(),
                    Texts.text("palette.command"),
                    Optional.of(shortcut.keys()),
                    shortcut.action()))
        .toList();
  }

  void add(String keys, String textKey, Runnable action) {
    all.add(new Shortcut(KeyCombination.valueOf(keys), Texts.text(textKey), action));
  }

  List<Shortcut> all() {
    return List.copyOf(all);
  }

  void obeyedBy(Scene scene) {
    all.forEach(shortcut -> scene.getAccelerators().put(shortcut.keys(), shortcut.action()));
  }
}
