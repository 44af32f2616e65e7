title a letter from a snowman
form letter
cast a: child
cast b: child
cast c: dog
cast d: postman
word hat: saucepan, straw hat, flower pot, bucket, bowler hat, woollen cap
word nose: carrot, parsnip, pine cone, red pepper, turnip
word arm: a broom, a rake, an old umbrella, a carpet beater, a hockey stick
word see: the stars, the snow plough, two hares in the moonlight, the milk cart, a fox on the wall
word sorrow: my nose is itching, somebody has put a warm scarf round my neck, the sparrows sit on my head, my left eye has fallen out, it is so dull on Mondays
word wish: a friend made of snow, a little shade at noon, a new button, some music in the evening, a window to look into
word go: to the river, up into the clouds, to the roots of the apple tree, into the watering can
word back: in December, with the first frost, when the geese have gone, next winter
number n: 3..9

beat line
Dear {a.name},
My dear {a.name},
beat paragraph
You will be surprised to get a letter from me, for you have never heard me say a word
It is night, you are all asleep, and I have borrowed a pencil from {d.name} the postman
My fingers are twigs, so please excuse my handwriting. I am the one who stands in front of your window
beat start
{n} days ago you rolled me together, you and {b.name}, and I have not thanked you yet
First of all I want to thank {b.name} and you. Before you came, {n} days ago, I was nothing but weather
I am {n} days old now, and I know whom I have to thank for it, {b.name} and you
beat start
The {hat} on my head fits well, and I am proud of my {nose}
You have given me a fine {nose}, and nobody else has a {hat} like mine
When I look into the puddle, I see a {hat}, a {nose} and a big smile
beat and
{arm} is exactly the arm that I would have chosen
with {arm} for an arm I can even greet people
beat paragraph
At night, when you are in bed, I see {see}
Perhaps you wonder what I do all night. I look at {see}
beat start
In the morning {c.name} the dog comes by and barks at me, but we like each other
{c.name} the dog was afraid of me at first. Now we are friends and say good morning
beat start
I also have a sorrow, for {sorrow}
there is one thing that I must tell you, and that is this: {sorrow}
not everything is as it should be, because {sorrow}
beat start
And I have a wish. I would like to have {wish}
If it is not too much trouble, I wish for {wish}
Could you do something for me? What I want most is {wish}
beat paragraph
The sun is getting stronger, and I can feel it in my shoulders
Yesterday a drop ran down my back. You know what that means
beat start
Please do not cry when I am gone. I shall only have gone {go}
You must not be sad. One day you will look out and find only a {hat}, and I shall be on my way {go}
beat start
I shall come back {back}, and then I want to hear everything that has happened
Keep my {hat} for me. I shall need it {back}
Wait for me, for I shall be here again {back}
beat line
(Cold greetings|With a warm heart, though I should not have one|Yours, until it thaws),
beat line
Your snowman
The snowman in front of your window

ask who
? Who wrote the letter
? Who is the letter from
! The snowman wrote it
! It is from the snowman
ask who b
? Who built the snowman together with {a.name}
? Who helped {a.name} build the snowman
! It was {b.name}
! {b.name} helped to build it
ask what hat
? What does the snowman have on its head
? What does the snowman wear
! The snowman wears a {hat}
! It is a {hat}
ask what nose
? What is the snowman's nose
? What does the snowman have for a nose
! The nose is a {nose}
! The snowman has a {nose} for a nose
ask what arm
? What is the snowman's arm made of
? What does the snowman have for an arm
! It is {arm}
! The snowman has {arm} for an arm
ask what wish
? What does the snowman wish for
? What would the snowman like to have
! The snowman would like to have {wish}
! It is {wish}
ask who c
? Who comes by in the morning
? Which animal is the snowman's friend
! It is {c.name} the dog
! {c.name} the dog comes by
ask what back
? When will the snowman come back
! The snowman will come back {back}
! It will be {back}
ask how-many n
? How many days ago was the snowman built
! It was built {n} days ago
