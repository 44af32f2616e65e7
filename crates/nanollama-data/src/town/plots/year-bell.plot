title the bell on New Year's Eve
cast a: child
cast b: old
cast c: child
cast d: grown
word frozen: the rope had frozen stiff, the clapper had frozen to the bell, ice had grown round the wheel, a lump of ice as big as a bucket hung from the clapper
word thaw: a kettle of hot tea, a hot-water bottle, a warm flat iron, a pan of glowing coals, two hot bricks in a blanket
word start: twenty minutes, a quarter of an hour, half an hour, ten minutes
word wait: with glasses in their hands, in fur hats and scarves, with rockets stuck in the snow, with lanterns on sticks
word why: could no longer climb so many steps, had a sprained ankle, had caught a bad cold, was too ill to go out
word steps: ninety-nine, eighty-eight, sixty-six, seventy-seven
word eat: hot punch, lentil soup, poppy-seed cake, ginger tea

beat start
3: Every year, at midnight on New Year's Eve, {b.intro} rang the big bell of the town, but this time {b} {why}
3: The big bell of the town had always been rung by {b.intro}, but this New Year's Eve {b} {why}
1: Every year, at midnight on New Year's Eve, {b.intro} rang the big bell of our town, but this time {b} {why}
1: The big bell of our town had always been rung by {b.intro}, but this New Year's Eve {b} {why}
beat so
3: the key to the tower was given to {a.intro} and {c.intro}
1: the key to the tower was given to {c.intro} and me
beat say b
Pull slowly, and then let go. If the bell does not ring, the new year will not know that it may come in
Go up in good time. The old bell likes to be asked politely before she sings
Take the lantern, mind your heads, and wait until the clock points straight up
beat start
Outside the whole town stood in the snow, {wait}
The square was full of people, {wait}
All the people had come to the square, {wait}
beat start
There were {steps} steps, and every one of them creaked in a different voice
The way up was dark and steep, {steps} steps in all
3: They counted {steps} steps, and at the top the wind whistled through the shutters
1: We counted {steps} steps, and at the top the wind whistled through the shutters
beat but
when {a} pulled at the rope, there was no sound at all
nothing moved when {a} hung on to the rope
the rope did not give an inch, however hard {a} pulled
beat maybe start
@afraid a
@worried a
beat then
{c.name} held up the lantern, and it was clear that {frozen}
{c.name} climbed up to have a look and found that {frozen}
by the light of the lantern {c.name} saw that {frozen}
beat say c
It is {start} to midnight. What are we going to do?
There is not much time left! In {start} it will be midnight
What now? It is only {start} until the new year
beat so
{a} ran down all the steps, across the square and into the kitchen of {d.intro}
{a} raced down again and knocked at the door of {d.intro}
{a} slid down the rail and banged on the nearest door, which was the door of {d.intro}
beat and
{d} gave {a.me} {thaw}
{a} came out with {thaw}
in a moment {d} was back with {thaw}
beat then
{a} climbed all the way up once more, panting like a dog
{a} ran up again, two steps at a time
{a} went up for the second time, two steps at once
beat and
drop by drop the ice began to melt
little by little the ice let go
there was a hiss and a crack, and the ice fell off
beat start
Down in the square they had begun to count backwards
Ten, nine, eight, the people below were calling
From below the voices could be heard, three, two, one
beat when
they came to one
the last number was called
the moment had come
beat start
3: {c.name} and {a.name} pulled as hard as possible, and the bell rang out over the roofs
1: {c.name} and I pulled as hard as possible, and the bell rang out over the roofs
the bell swung round and sang, so loudly that the snow fell off the tower
the bell began to sing, first softly and then like a giant
beat maybe start
@proud a
@glad a
beat start
{b.name}, who had opened the window, heard it and smiled
At the window sat {b.name}, counting the strokes, and not one was missing
{b.name} counted twelve strokes in the armchair and fell asleep with a smile
beat maybe start
There was plenty of {eat} afterwards, and everybody shook hands with everybody
3: When {a} came down at last, {a.my} knees were trembling, but the new year had arrived
1: When I came down at last, my knees were trembling, but the new year had arrived
@ending a
@relief
beat maybe start
From then on there was always a kettle in the tower
3: The next day {b.name} gave {a.me} the key for good
1: The next day {b.name} gave me the key for good

ask why why
? Why did {b.name} not ring the bell this time
! {b.name} {why}
! It was because {b.name} {why}
ask what frozen
? What was the matter with the bell
? Why did the bell not ring at first
! The trouble was that {frozen}
! It did not ring because {frozen}
ask who c
? Who was in the tower with {a.name}
? Who climbed the tower with {a.name}
! It was {c.name}
! {c.name} was in the tower, too
ask who d
? Who gave {a.name} something warm
? To whom did {a.name} run for help
! It was {d.name}
! {d.name} helped {a.name}
ask what thaw
? What melted the ice
? What did {a.name} bring up to the tower
! It was {thaw}
! {a.name} brought {thaw}
ask how-many steps
? How many steps were there in the tower
! There were {steps} steps
ask who b
? Who had rung the bell every year before
! {b.name} had always rung it
! It was {b.name}
