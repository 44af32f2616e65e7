title the school play
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: teacher
word play: The King Who Could Not Laugh, The Stolen Moon, The Talking Well, The Dragon's Birthday, The Three Clocks
word r1: king, queen, wizard, dragon, miller, thief, giant, captain, clockmaker, ghost
word r2: king, queen, wizard, dragon, miller, thief, giant, captain, clockmaker, ghost
word r3: king, queen, wizard, dragon, miller, thief, giant, captain, clockmaker, ghost
word r4: king, queen, wizard, dragon, miller, thief, giant, captain, clockmaker, ghost
word ill: could not speak above a whisper, had caught the measles, had a sprained foot, was snowed in, had a fever
word place: behind the curtain, in the little box under the stage, on a stool beside the stage
word cry: like rain on a tin roof, like thunder, like a flock of pigeons
word gift: a paper rose, a chocolate medal, a gold paper star, a bunch of tulips

beat start
3: The class of {f.intro} was going to act a play called {play}, and {a.intro} was the only one without a part
3: {f.intro} had written a play called {play}, but there were not enough parts, and {a.intro} got none
1: Our class was going to act a play called {play}, and I was the only one without a part
1: {f.intro} had written a play called {play}, but there were not enough parts, and I got none
beat mix start
{b.name} was the {r1}
The {r1} was played by {b.name}
beat mix start
{c.name} played the {r2}
{c.name} had the part of the {r2}
beat mix start
{d.name} was the {r3}
{d.name} was going to be the {r3}
the {r3} was {d.name}
beat mix start
the part of the {r4} went to {e.name}
{e.name} was chosen to be the {r4}
the {r4} was to be {e.name}
beat say f to a
{a} shall have the book and help everyone who gets stuck
I need somebody with a good memory who whispers the lines. Will {a} do that for me?
Somebody must sit there and help when a word is missing. I have thought of {a.me}
beat so
{a} sat {place} with the book and whispered whenever somebody forgot a line
at every practice {a} sat {place} and helped with a whisper
from then on {a} sat {place} and gave the others their words
beat and
by and by {a} knew all the parts by heart, from the first word to the last
after three weeks {a} no longer needed to look into the book
soon {a} could have played any of the parts in {a.my} sleep
beat but
on the evening of the play {e.name} did not come, because {e} {ill}
an hour before the play a note came from {e.name}, who {ill}
on the great day {e.name}'s place was empty. It was said that {e.name} {ill}
beat start
Everyone was in despair. The hall was full of people, and there was no {r4}
The chairs were filling up already, and the {r4} was missing
People were already coming in, and nobody was there to be the {r4}
beat say f
What shall we do? Without the {r4} there is no play
Then we have to send all these people home
It cannot be done. Nobody learns a part in one hour
beat say b
No! I know who can do it. Nobody knows the words as well as {a.name}
But there is somebody who knows the whole part, and that is {a.name}
Wait! {a.name} knows it by heart. I have heard it a hundred times
beat so
with trembling hands {a} put on the costume of the {r4}
somebody pinned up the costume of the {r4} until it fitted {a.me}
{a} slipped into the clothes of the {r4}
beat when
the curtain rose
it was {a.my} turn to speak
beat start
{a} opened {a.my} mouth, but no sound came out
{a} could not remember a single word
{a} saw all those faces and forgot everything
beat maybe start
{a.my} heart was beating like a drum
{a.my} knees felt weak
{a} did not dare to breathe
beat then
{b.name} whispered the first word, just as {a} had done so many times for the others
{b.name} winked and whispered the first three words
without moving a lip, {b.name} breathed the first words
beat and
suddenly all the lines came back, one after the other
from then on the words came by themselves
that was enough. The rest followed like beads on a string
beat start
At the end the people clapped {cry}, and they would not stop
When the curtain fell, the clapping sounded {cry}
The people stamped and clapped {cry}
beat maybe start
@proud a
@glad a
beat maybe start
{f.name} gave {a.me} {gift}
Afterwards {a} got {gift}
beat maybe start
3: And a week later, when {e.name} was back, they did it all once more, and {a} whispered again
3: The next day {a} went to see {e.name} and acted the whole play at the bedside
1: And a week later, when {e.name} was back, we did it all once more, and I whispered again
1: The next day I went to see {e.name} and told the whole story

ask who b
? Who played the {r1}
? Who was the {r1}
! {b.name} played the {r1}
! It was {b.name}
ask what r2
? What was {c.my} part
? Whom did {c.name} play
! {c.name} played the {r2}
! {c.name} was the {r2}
ask who d
? Who was the {r3}
? Who had the part of the {r3}
! {d.name} was the {r3}
! It was {d.name}
ask who a
? Who played the {r4} in the end
? Who was the {r4} on the evening of the play
! {a.name} played the {r4}
! It was {a.name}
ask who e
? Who could not come to the play
? Who should have been the {r4}
! {e.name} should have been the {r4} and could not come
! It was {e.name}
ask why
? Why did {a.name} know the whole part
! {a.name} had whispered the lines at every practice
! It was because {a.name} had helped everyone with the lines
ask what play
? What was the play called
! The play was called {play}
! It was called {play}
