title a notice about a found animal
form notice
cast a: grown
cast b: child
word animal: parrot, duckling, rabbit, hen, goat, guinea pig, piglet, gosling, lamb
word look: with a white spot on its chest, with a blue ribbon round its neck, as round as a dumpling, with a kind look, with very bright eyes
word place: under the bridge, on the steps of the church, among the flower pots, in an empty barrel, behind the bakery, in a wheelbarrow
word day: on Monday evening, on Tuesday, early on Wednesday morning, last night, on Sunday during the thunderstorm
word likes: stewed apples, dandelions, lettuce, cucumber, bread crumbs, porridge, oats
word does: sleeps all afternoon, follows everyone to the gate, hides when the bell rings, stands by the door and waits, takes no notice of the dog
word where: shed, kitchen, yard, garden
word hour: before nine in the morning, at noon, after five o'clock, on Saturday morning
word know: the name to which it answers, the kind of food it hates, what it is afraid of

beat line
FOUND
FOUND! WHOSE IS IT?
WHO MISSES THIS ANIMAL?
beat line
{b.name} found {animal.a} {place} {day}.
{day}, {b.name} came upon {animal.a} {place}.
This notice is about {animal.a}. {b.name} found it {place} {day}.
beat line
It is {animal.a} {look}.
You would know it at once: {animal.a} {look}.
Please look at it well: {animal.a} {look}.
beat line
It was (wet|hungry|tired) and (trembling|a little frightened), but now it is well again.
At first it did not want to eat, but now it is quite well.
The first night was hard, but now it eats, sleeps and is in good health.
beat line
It likes {likes} most of all, and it {does}.
It eats nothing but {likes}, and it {does}.
It has eaten a whole bowl of {likes}, and it {does}.
beat line
For the moment it lives in {a.name}'s {where}.
{b.name} cannot keep it, so for now it lives in {a.name}'s {where}.
Until its owner is found, it can stay in {a.name}'s {where}.
beat line
If it belongs to you, please come {hour}.
The owner can fetch it {hour}.
Whoever is missing it is asked to come {hour}.
beat line
So that we can be sure that it is yours, please tell us {know}.
We will ask you one thing: {know}. Only the owner can tell.
beat maybe line
If nobody comes within two weeks, it may stay for good.
It would also like to be visited by children.
There is nothing to pay. A thank-you is enough.

ask what animal
? What was found
? Which animal did {b.name} find
! {b.name} found {animal.a}
! It was {animal.a}
ask who b
? Who found the {animal}
! {b.name} found it
! It was {b.name}
ask where place
? Where was the {animal}
? Where did {b.name} find the {animal}
! It was {place}
! {b.name} found it {place}
ask what likes
? What does the {animal} like to eat
? What does the {animal} eat
! It likes {likes}
! The {animal} eats {likes}
ask who a
? With whom does the {animal} live now
? Who keeps the {animal} for the moment
! It is with {a.name}
! {a.name} keeps it for the moment
ask what hour
? When can the owner come
? When should the owner fetch the {animal}
! The owner should come {hour}
! The owner can come {hour}
