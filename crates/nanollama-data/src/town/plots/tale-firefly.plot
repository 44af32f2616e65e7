title the light in the fog
thing h: firefly, glow-worm; little, tiny
thing b: hedgehog, duckling, mole, toad, rabbit, beetle, fieldmouse, lamb, kitten, goat, snail, hen
thing c: hedgehog, duckling, mole, toad, rabbit, beetle, fieldmouse, lamb, kitten, goat, snail, hen
thing d: hedgehog, duckling, mole, toad, rabbit, beetle, fieldmouse, lamb, kitten, goat, snail, hen
thing e: hedgehog, duckling, mole, toad, rabbit, beetle, fieldmouse, lamb, kitten, goat, snail, hen
word w1: a lost button, a four-leaved clover, a mushroom, a younger brother, a blue feather, a warm stone, the end of the rainbow, a runaway ball, a lost shoe, a silver thimble, a friend, a bunch of sorrel
word w2: a lost button, a four-leaved clover, a mushroom, a younger brother, a blue feather, a warm stone, the end of the rainbow, a runaway ball, a lost shoe, a silver thimble, a friend, a bunch of sorrel
word w3: a lost button, a four-leaved clover, a mushroom, a younger brother, a blue feather, a warm stone, the end of the rainbow, a runaway ball, a lost shoe, a silver thimble, a friend, a bunch of sorrel
word w4: a lost button, a four-leaved clover, a mushroom, a younger brother, a blue feather, a warm stone, the end of the rainbow, a runaway ball, a lost shoe, a silver thimble, a friend, a bunch of sorrel
word p1: in a ditch, under a bramble bush, on a fence post, in the middle of a puddle, beside a milestone, in a hollow tree, on a heap of stones, behind a waterfall, between two furrows, at the end of a plank
word p2: in a ditch, under a bramble bush, on a fence post, in the middle of a puddle, beside a milestone, in a hollow tree, on a heap of stones, behind a waterfall, between two furrows, at the end of a plank
word p3: in a ditch, under a bramble bush, on a fence post, in the middle of a puddle, beside a milestone, in a hollow tree, on a heap of stones, behind a waterfall, between two furrows, at the end of a plank
word p4: in a ditch, under a bramble bush, on a fence post, in the middle of a puddle, beside a milestone, in a hollow tree, on a heap of stones, behind a waterfall, between two furrows, at the end of a plank
word home: the barn, the big oak, the mill, the old bridge, the farm gate

beat start
The fog had come so fast that nobody could see one foot from the other
One evening in October the fog rolled down from the hill and swallowed the fields
It was neither day nor night, for a fog lay on the meadow, as white as milk
beat start
Only {h} kept calm, because it carried a light of its own
Nobody was out on purpose except {h}, who lit a lamp and flew low over the grass
beat say h
Is anybody lost? Come to the light
Follow me, one behind the other, and hold on to the one in front
beat mix start
{p1} sat {b}, who had been looking for {w1}
{b} had gone out to look for {w1} and was now {p1}
{b} was the one {p1}, and all because of {w1}
On a search for {w1}, {b} had got stuck {p1}
beat mix start
{c} was found {p2}, where the search for {w2} had come to an end
Because of {w2}, {c} had strayed from the path and was crying {p2}
{p2} the light fell on {c}, who had not found {w2} after all
{c} had wanted {w2} and had found nothing but fog {p2}
beat mix start
There was a sigh {p3}, and it was {d}, who had hoped to find {w3}
{d} waited {p3} with cold feet, still thinking of {w3}
{d} had been told that {w3} could be found here, and so it had ended up {p3}
The light stopped {p3}, for there was {d}, who asked at once about {w3}
beat mix start
{e} had been looking everywhere for {w4} and was now shivering {p4}
{e}, who had set out for {w4}, did not dare to move {p4}
A small voice was heard {p4}, and {e} told a long story about {w4}
{e} stood {p4} and called for help, for the search for {w4} had gone wrong
beat start
they walked in a row, and the fog could not do a thing
a long line went through the white night, nose to tail
beat then
the fog grew thin, and there was {home}, where everyone knew the way
all in a row they came to {home} and were safe
beat say c
But how will you get home yourself?
We were only looking where you were going. Who looks after you?
beat say h
I am always at home. I take my lamp with me
Somebody may still be out there. I have half the night left
beat maybe start
And in the fog a little spark went up and down until the morning
The next evening every one of them put a candle in the window

ask where p1
? Where was {b.the} found
? Where was {b.the} when the light came
! {b.the} was {p1}
! It was {p1}
ask who b
? Who was {p1}
? Which animal was found {p1}
! {b.the} was {p1}
! It was {b.the}
ask what w1
? What had {b.the} been looking for
? What had {b.the} set out to find
! {b.the} had been looking for {w1}
! It was {w1}
ask who b
? Who had been looking for {w1}
? Which animal was out because of {w1}
! {b.the} had been looking for {w1}
! It was {b.the}
ask where p2
? Where was {c.the} found
? Where was {c.the} when the light came
! {c.the} was {p2}
! It was {p2}
ask who c
? Who was {p2}
? Which animal was found {p2}
! {c.the} was {p2}
! It was {c.the}
ask what w2
? What had {c.the} been looking for
? What had {c.the} set out to find
! {c.the} had been looking for {w2}
! It was {w2}
ask who c
? Who had been looking for {w2}
? Which animal was out because of {w2}
! {c.the} had been looking for {w2}
! It was {c.the}
ask where p3
? Where was {d.the} found
? Where was {d.the} when the light came
! {d.the} was {p3}
! It was {p3}
ask who d
? Who was {p3}
? Which animal was found {p3}
! {d.the} was {p3}
! It was {d.the}
ask what w3
? What had {d.the} been looking for
? What had {d.the} set out to find
! {d.the} had been looking for {w3}
! It was {w3}
ask who d
? Who had been looking for {w3}
? Which animal was out because of {w3}
! {d.the} had been looking for {w3}
! It was {d.the}
ask where p4
? Where was {e.the} found
? Where was {e.the} when the light came
! {e.the} was {p4}
! It was {p4}
ask who e
? Who was {p4}
? Which animal was found {p4}
! {e.the} was {p4}
! It was {e.the}
ask what w4
? What had {e.the} been looking for
? What had {e.the} set out to find
! {e.the} had been looking for {w4}
! It was {w4}
ask who e
? Who had been looking for {w4}
? Which animal was out because of {w4}
! {e.the} had been looking for {w4}
! It was {e.the}
ask who h
? Who led them all home
? Who had a light
! {h.the} did
! It was {h.the}
ask where home
? Where did they come to in the end
? To what place did the light lead them
! It was {home}
! They came to {home}
