/// What this desktop is and runs on: versions, machine, the trainer's devices, licence.
@NullMarked
package org.statescope.app.about;

import org.jspecify.annotations.NullMarked;
