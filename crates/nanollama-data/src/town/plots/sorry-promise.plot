title the thirsty plants
cast a: child she
cast b: child he
word plant: tomato plant, sunflower, bean plant, pumpkin plant, strawberry plant
word fun: the circus, the fair, a puppet theatre, a magician
word can: watering can, tin bucket, jug, pail
number n: 6..12
number m: 2..3
number k: n-m

beat start
3: {a.intro} had a friend named {b.name}, who grew {n} {plant.s} (behind his house|beside the shed|along the wall)
3: {b.intro} had {n} {plant.s} in his garden and was very proud of them. One of his friends was {a.intro}
1: My friend {b.name} grew {n} {plant.s} (behind his house|beside the shed|along the wall)
1: My friend {b.name} had {n} {plant.s} in his garden and was very proud of them
beat start
(In the hottest week of the year|That summer|In July) {b} had to (visit an uncle|stay with an aunt|go away to the mountains) for some days
beat say b to a
Will you water my {plant.s} every evening, {a.name}? They get so thirsty in this heat
Please take care of my {plant.s}, {a.name}. They need water every single evening
There is only one thing you must do for me, {a.name}. Give my {plant.s} water every evening
beat say a to b
I promise! You can count on me
Of course I will. I promise
Do not worry. I will not forget it
beat start
On the first evening {a} (filled the {can} at the well and watered|gave water to) every plant
The first evening {a} (kept|remembered) {a.my} promise and watered them all
That very evening {a} carried the {can} to and fro until every plant had had enough
beat but
the next day {fun} came to town, and {a} forgot all about (the garden|the plants)
then {fun} came to town, and {a} could think of nothing else
on the second day {fun} arrived, and after that {a} did not once think of the plants
beat maybe start
Day after day the sun (burned|blazed) down, and not a drop of rain fell
For days there was not a cloud in the sky
It grew hotter and hotter, and even the (river|pond) sank
beat paragraph
(Five|Four|Six) days later {a} saw (a bunch of flowers|an old {can}) and (remembered|thought of) {a.my} promise
One (morning|afternoon), when it was almost too late, {a} remembered {a.my} promise
Then, (over breakfast|on the way home) some days later, {a} suddenly thought of {a.my} promise
beat and
{a} ran to the garden [fast a]
{a} turned pale and raced to the garden
{a} dropped everything and hurried to the garden
beat start
The leaves (were brown|were dry and yellow|had curled up), and (the earth|the ground) was as hard as (brick|stone)
All the {plant.s} were hanging their heads, and the soil was (full of cracks|like dust)
It was a sad sight. The leaves were limp and grey, and the earth had cracked in the sun
beat maybe start
@sad a
@worried a
beat so
{a} carried water, one {can} after another, until {a.my} arms ached
{a} ran to the well and back, again and again, until the {can} felt as heavy as (lead|a rock)
{a} filled the {can} again and again, until the well rope burned {a.my} hands
beat start
By evening {k} of the plants (had lifted their leaves|stood upright again), but {m} were (dead|as dry as straw)
The water was enough to save {k} of the plants, but {m} of them had withered
In the end {k} plants were green again, but nothing could be done for the other {m}
beat maybe start
It would have been easy to blame the (sun|weather)
{a} thought about saying that (a goat|the snails) had done it
beat when
{b} came home
beat start
{a} went to his gate (with a hanging head|with tears in {a.my} eyes)
{a} went to meet {b.me} (with slow steps|with a red face)
beat say a to b
I broke my promise, {b.name}. I forgot your plants, and {m} of them died. I am so sorry
I have bad news. I forgot to water your {plant.s}, and {m} of them are dead. It is my fault
You trusted me, {b.name}, and I forgot my promise. Now {m} of your {plant.s} are dead. I am ashamed of myself
beat start
{b} was sad and said nothing for a (moment|while)
{b} swallowed hard and looked at the (empty places|dry stalks)
{b} went from plant to plant and (counted them|touched the leaves) without a word
beat say b to a
I am sad about them. But you told me the truth, {a.name}, and you saved {k}
You did not make excuses, {a.name}. And {k} of them are alive, after all
It hurts me, {a.name}. But an honest friend is worth more than {m} plants
beat say a to b
Let me (water them|carry the water) for the rest of the summer. This time I will tie a knot in my handkerchief
I will come every evening until autumn. I have written it on my door in big letters
From today I will water them with you until the last leaf falls. This time I will keep my word
beat and
{a} kept (that|this) promise
{a} did not miss a single evening
beat maybe start
@lesson a
beat maybe start
In (September|autumn) {b} gave {a.me} the seeds of the (best|biggest) one
{b} forgave {a.me}, and the next summer {a} grew some plants too

ask how-many
? How many plants did {a.name} save
? How many of the {plant.s} were still alive
! {k} of them were still alive
! {a.name} saved {k} of them
ask how-many
? How many {plant.s} did {b.name} have at first
! {b.name} had {n} {plant.s} at first
! At first there were {n} of them
ask why
? Why did some of the plants die
? Why were the plants so dry
! {a.name} had forgotten to water them
! They had no water because {a.name} had forgotten them
ask what
? What made {a.name} forget the plants
? What came to town
! It was {fun}
! {fun} came to town
ask who
? Who made a promise and broke it
? Who forgot the {plant.s}
! {a.name} did
! It was {a.name}
ask then
? What did {a.name} do when {b.name} came home
! {a.name} told {b.name} the truth and apologised
