title a night at the inn
cast a: child
cast g: cook
cast b: grown
cast c: old
cast d: grown
cast e: old
word r1: the red room, the blue room, the green room, the room with the balcony, the room under the roof, the room beside the kitchen, the corner room, the room with the tiled stove, the room above the gate
word r2: the red room, the blue room, the green room, the room with the balcony, the room under the roof, the room beside the kitchen, the corner room, the room with the tiled stove, the room above the gate
word r3: the red room, the blue room, the green room, the room with the balcony, the room under the roof, the room beside the kitchen, the corner room, the room with the tiled stove, the room above the gate
word r4: the red room, the blue room, the green room, the room with the balcony, the room under the roof, the room beside the kitchen, the corner room, the room with the tiled stove, the room above the gate
word q1: a second pillow, a hot brick for the feet, a glass of milk, a candle, a newspaper, a cheese sandwich, a bowl of soup, an alarm clock, a thick blanket, a pot of tea, a mousetrap, a foot bath
word q2: a second pillow, a hot brick for the feet, a glass of milk, a candle, a newspaper, a cheese sandwich, a bowl of soup, an alarm clock, a thick blanket, a pot of tea, a mousetrap, a foot bath
word q3: a second pillow, a hot brick for the feet, a glass of milk, a candle, a newspaper, a cheese sandwich, a bowl of soup, an alarm clock, a thick blanket, a pot of tea, a mousetrap, a foot bath
word q4: a second pillow, a hot brick for the feet, a glass of milk, a candle, a newspaper, a cheese sandwich, a bowl of soup, an alarm clock, a thick blanket, a pot of tea, a mousetrap, a foot bath
word s1: riding boots, wooden clogs, felt slippers, sandals, lace-up shoes, rubber boots, dancing shoes, snow boots, house shoes, hiking boots
word s2: riding boots, wooden clogs, felt slippers, sandals, lace-up shoes, rubber boots, dancing shoes, snow boots, house shoes, hiking boots
word s3: riding boots, wooden clogs, felt slippers, sandals, lace-up shoes, rubber boots, dancing shoes, snow boots, house shoes, hiking boots
word s4: riding boots, wooden clogs, felt slippers, sandals, lace-up shoes, rubber boots, dancing shoes, snow boots, house shoes, hiking boots
word why: a bridge was under water, the coach had lost a wheel, a snowstorm had blocked the road, the fog was as thick as porridge

beat start
3: {g.intro} had an inn at the crossroads, and {a.intro} helped there in the evenings
3: In the evenings {a.intro} helped in the inn that belonged to {g.intro}
1: In the evenings I help in the inn that belongs to {g.intro}
1: {g.intro} has an inn at the crossroads, and I help there in the evenings
beat start
One night four travellers had to stay, because {why}
The house was often empty, but one night there were four guests, for {why}
beat say g to a
Four rooms, {a.name}, and four wishes. A good host keeps them all in mind
Show them upstairs, {a.name}, and ask what they need
beat mix start
{b.intro} was given {r1} and wanted {q1}
In {r1} slept {b.intro}, who asked for {q1}
{q1} had to be carried to {r1}, for {b.intro} could not sleep without it
{b.intro} took the key to {r1} and begged for {q1}
beat mix start
{c.intro} chose {r2} and ordered {q2}
{c.intro} got {r2} and asked very politely for {q2}
{r2} went to {c.intro}, who wished for {q2}
Before going up to {r2}, {c.intro} said that {q2} would be very welcome
beat mix start
For {d.intro} there was {r3} and also {q3}
{d.intro} was shown to {r3} and needed {q3}
A bell rang in {r3}, and {d.intro} called for {q3}
The guest in {r3} was {d.intro}, who could not do without {q3}
beat mix start
{e.intro} was pleased with {r4}, but wanted {q4} as well
{e.intro} moved into {r4}, and {a} brought {q4}
In {r4}, {e.intro} was looking for {q4}, and so {a} went to fetch it
At the door of {r4}, {e.intro} turned round once more and asked for {q4}
beat maybe start
@night
beat paragraph
In front of each door stood a pair of shoes to be cleaned
All of them had put their shoes outside, and {a} cleaned them by candlelight
beat mix start
The {s1} were those of {b.name}
{b.name} had come in {s1}
beat mix start
{c.name} had left a pair of {s2}
The {s2} belonged to {c.name}
beat mix start
It was {d.name} who owned the {s3}
{d.name} travelled in {s3}
beat mix start
{e.name} had put out a pair of {s4}
It was in {s4} that {e.name} had arrived
beat but
the cat ran past, and the shoes went tumbling down the stairs in one heap
on the landing {a} slipped, and all the shoes rolled down into the hall
beat maybe start
@worried a
beat so
{a} sat down on the bottom step and thought it all through, room by room
there was nothing for it but to remember, and {a} remembered
beat start
In the morning every guest stepped into the right pair
At seven o'clock four doors opened, and nobody noticed that anything had happened
beat say g to a
You will be an innkeeper one day, {a.name}
Four guests and not one complaint, {a.name}! Here is your breakfast
beat maybe start
@proud a

ask where r1
? Where did {b.name} sleep
? Which room did {b.name} get
! {b.name} slept in {r1}
! It was {r1}
ask who b
? Who slept in {r1}
? Who was the guest in {r1}
! {b.name} slept in {r1}
! It was {b.name}
ask what q1
? What did {b.name} ask for
? What did {b.name} need for the night
! {b.name} asked for {q1}
! It was {q1}
ask what q1
? What was carried to {r1}
? What did the guest in {r1} want
! It was {q1}
! The guest in {r1} wanted {q1}
ask what s1
? What kind of shoes did {b.name} have
? In what shoes had {b.name} come
! {b.name} had {s1}
! {b.name} had come in {s1}
ask who b
? To whom did the {s1} belong
? Who wore the {s1}
! The {s1} belonged to {b.name}
! They belonged to {b.name}
ask where r2
? Where did {c.name} sleep
? Which room did {c.name} get
! {c.name} slept in {r2}
! It was {r2}
ask who c
? Who slept in {r2}
? Who was the guest in {r2}
! {c.name} slept in {r2}
! It was {c.name}
ask what q2
? What did {c.name} ask for
? What did {c.name} need for the night
! {c.name} asked for {q2}
! It was {q2}
ask what q2
? What was carried to {r2}
? What did the guest in {r2} want
! It was {q2}
! The guest in {r2} wanted {q2}
ask what s2
? What kind of shoes did {c.name} have
? In what shoes had {c.name} come
! {c.name} had {s2}
! {c.name} had come in {s2}
ask who c
? To whom did the {s2} belong
? Who wore the {s2}
! The {s2} belonged to {c.name}
! They belonged to {c.name}
ask where r3
? Where did {d.name} sleep
? Which room did {d.name} get
! {d.name} slept in {r3}
! It was {r3}
ask who d
? Who slept in {r3}
? Who was the guest in {r3}
! {d.name} slept in {r3}
! It was {d.name}
ask what q3
? What did {d.name} ask for
? What did {d.name} need for the night
! {d.name} asked for {q3}
! It was {q3}
ask what q3
? What was carried to {r3}
? What did the guest in {r3} want
! It was {q3}
! The guest in {r3} wanted {q3}
ask what s3
? What kind of shoes did {d.name} have
? In what shoes had {d.name} come
! {d.name} had {s3}
! {d.name} had come in {s3}
ask who d
? To whom did the {s3} belong
? Who wore the {s3}
! The {s3} belonged to {d.name}
! They belonged to {d.name}
ask where r4
? Where did {e.name} sleep
? Which room did {e.name} get
! {e.name} slept in {r4}
! It was {r4}
ask who e
? Who slept in {r4}
? Who was the guest in {r4}
! {e.name} slept in {r4}
! It was {e.name}
ask what q4
? What did {e.name} ask for
? What did {e.name} need for the night
! {e.name} asked for {q4}
! It was {q4}
ask what q4
? What was carried to {r4}
? What did the guest in {r4} want
! It was {q4}
! The guest in {r4} wanted {q4}
ask what s4
? What kind of shoes did {e.name} have
? In what shoes had {e.name} come
! {e.name} had {s4}
! {e.name} had come in {s4}
ask who e
? To whom did the {s4} belong
? Who wore the {s4}
! The {s4} belonged to {e.name}
! They belonged to {e.name}
ask why why
? Why did four travellers stay
? Why was the inn full that night
! They stayed because {why}
! It was because {why}
ask what q1
? What did the guest with the {s1} ask for
? What was the wish of the one who had come in {s1}
! The guest with the {s1} asked for {q1}
! It was {q1}
ask what q2
? What did the guest with the {s2} ask for
? What was the wish of the one who had come in {s2}
! The guest with the {s2} asked for {q2}
! It was {q2}
ask what q3
? What did the guest with the {s3} ask for
? What was the wish of the one who had come in {s3}
! The guest with the {s3} asked for {q3}
! It was {q3}
ask what q4
? What did the guest with the {s4} ask for
? What was the wish of the one who had come in {s4}
! The guest with the {s4} asked for {q4}
! It was {q4}
