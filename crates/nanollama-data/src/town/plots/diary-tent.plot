title a diary night in a tent
form diary
cast a: child
cast b: child
cast c: old
word day: Friday, Saturday, Sunday
word animal: hedgehog, fox cub, badger, fat grey cat, marten
word food: biscuits, cheese rolls, sausages, sandwiches, muffins, meatballs
word where: under the apple tree, behind the shed, beside the hedge, in the meadow behind the house, near the beehives
word light: torch, lantern, candle lamp
word guess: a robber, a bear, a wolf, a ghost, a lion
number n: 2..4
number m: 6..9
number k: m-n

beat line
From the diary of {a.name}
{day}, from the diary of {a.name}
A page from the diary of {a.name}
beat start
For the first time in our lives {b.name} and I spent a whole night in a tent
{b.name} and I had been asking for weeks, and last night we were allowed to sleep outdoors
Last night it was warm enough at last, and {b.name} and I slept in a tent
beat start
Old {c.name} lent us the tent, and we put it up {where}
The tent belongs to old {c.name}, and we put it up {where}
We borrowed {c.name}'s old tent and put it up {where}
It was an old tent that {c.name} had kept in the attic, and we put it up {where}
beat maybe start
It smelled of dust and mushrooms and long ago
It was patched all over, and one pole was crooked
beat start
For the night we had two blankets, one {light} and {m} {food} in a bag
We took along two blankets, {m} {food} in a paper bag and one {light}
I packed two blankets and one {light}, and {b.name} brought {m} {food} in a bag
beat start
We told each other stories until (the owl began to call|the moon came up|our eyes fell shut)
For a long time we lay on our backs and listened to the crickets
We counted the sounds of the night, and when we had seven of them we fell asleep
beat start
It was pitch dark when {b.name} shook me by the shoulder
In the middle of the night {b.name} grabbed my arm
I was dreaming of the sea when {b.name} poked me in the ribs
beat say b
Wake up. Something is out there, and it is breathing
Listen. Something is scratching at the tent
Are you awake? There is somebody at the door of the tent
beat and
I heard it, too. It rustled and it smacked its lips
it was true. Something was (snuffling|sniffing|munching) quite close to my ear
now I could hear it myself. It was munching
beat say b
I am sure that it is {guess}
Perhaps it is {guess}! What shall we do?
It can only be {guess}. We must not make a sound
beat start
my knees turned to jelly
I was so scared that I could not find my own feet
my hair stood on end, and I could not even whisper
beat then
I took the {light} and put my head out, one inch at a time
I counted to three, lit the {light} and looked out
I was more curious than afraid, so I lit the {light} and looked out
beat and
there sat {animal.a} with its nose in our bag
it was only {animal.a}, and it was having supper at our door
it was {animal.a}, with crumbs all round its mouth
beat start
It blinked at me, took one more bite and walked off into the dark
It looked at me as if I were the robber. Then it trotted off through the grass
It did not even run away. It finished its supper and left without a thank-you
beat start
Of our {m} {food} only {n} were left
We counted the {food}, and there were just {n} left of the {m}
There had been {m} {food}, and now I could find only {n}
beat so
we laughed until the dog next door began to bark
we ate the rest ourselves before anyone else could come
we sat in our blankets and ate the rest, and it tasted wonderful
beat start
This morning the grass was wet, my back was stiff, and I was happy
At breakfast {c.name} wanted to know whether we had been afraid, and {b.name} said that we had slept like logs
When {c.name} came to see how we were, we were fast asleep in the sun
beat maybe start
Next time we shall take more {food}
Tonight I shall sleep in my bed, but I shall leave the window open

ask what animal
? What was making the noise
? What did {a.name} see in front of the tent
! It was {animal.a}
! {a.name} saw {animal.a}
ask who b
? Who slept in the tent with {a.name}
? Who woke {a.name} up
! It was {b.name}
! {b.name} slept in the tent, too
ask who c
? Whose tent was it
? Who lent them the tent
! The tent was {c.my}
! It was {c.name} who lent it to them
ask where where
? Where did the tent stand
? Where did they put up the tent
! The tent stood {where}
! They put it up {where}
ask how-many k
? There were {m} {food}, and {n} were left. How many had been eaten
? How many of the {m} {food} had the animal taken
! {m} take away {n} leaves {k}, so {k} were gone
! The animal had taken {k}, because {m} minus {n} is {k}
ask what guess
? What did {b.name} think it was
! {b.name} thought that it was {guess}
! {b.name} was sure that it was {guess}
